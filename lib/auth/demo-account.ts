/** The account of the demo data. Its password is public: it is shown on the sign-in page where DEMO_MODE is on. */
export const demoAccount = { email: "demo@example.com", password: "tidy-demo", name: "Demo" } as const;
