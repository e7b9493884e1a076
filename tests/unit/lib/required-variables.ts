/** The least that the environment must say. */
export const required = {
  DATABASE_URL: "postgresql://tidy:secret@localhost:5432/tidy",
  AUTH_SECRET: "w7Qm2Zc9Xk4Rt6Yb1Nv8Hs3Jd5Fg0LpA",
  APP_URL: "https://tidy.example.com/",
} as const;
