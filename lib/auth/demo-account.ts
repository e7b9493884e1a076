/** The account of the demo data. Its password is public: DEMO_MODE shows it on the sign-in page. */
export const demoAccount = { email: "demo@example.com", password: "tidy-demo", name: "Demo" } as const;
