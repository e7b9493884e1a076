import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { app } from "#lib/app.ts";
import { hostCookie } from "#lib/settings/host-cookie.ts";
import { parseTheme, type Theme, themeColors, themeCookie } from "#lib/settings/theme.ts";
import "./globals.css";
import { localeCookie, rememberedLocale } from "#app/_client/browser-cookies.ts";
import { earlyScript } from "#app/_client/early-script.ts";
import { Providers } from "#app/_client/providers.tsx";

export const metadata: Metadata = {
  title: { default: "Tidy", template: "%s · Tidy" },
  description: "A todo list that cleans up after itself.",
  applicationName: "Tidy",
  robots: { index: false },
};

/** Two colours also where a theme is chosen, so that the page can go on with another one (`showTheme`). */
export async function generateViewport(): Promise<Viewport> {
  const theme = await chosenTheme();
  return {
    colorScheme: "light dark",
    themeColor: (["light", "dark"] as const).map((scheme) => ({
      media: `(prefers-color-scheme: ${scheme})`,
      color: themeColors[theme === "system" ? scheme : theme],
    })),
  };
}

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  // Opts out of prerendering: a prerendered page has no nonce, so the browser would block its scripts (proxy.ts).
  await connection();
  const theme = await chosenTheme();
  const locale = rememberedLocale(await cookieOf(localeCookie), (await headers()).get("accept-language"));
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme}>
      <body className="min-h-dvh">
        {/* Browsers hide the nonce from scripts, so that React finds another one. */}
        <script nonce={await scriptNonce()} suppressHydrationWarning>
          {earlyScript}
        </script>
        <Providers now={new Date().toISOString()} locale={locale}>
          {children}
        </Providers>
      </body>
    </html>
  );
}

async function chosenTheme(): Promise<Theme> {
  return parseTheme(await cookieOf(themeCookie));
}

async function cookieOf(name: string): Promise<string | undefined> {
  return (await cookies()).get(hostCookie(name, app().env.APP_URL))?.value;
}

/** The nonce that proxy.ts made for this page. */
async function scriptNonce(): Promise<string | undefined> {
  return /'nonce-([^']+)'/.exec((await headers()).get("content-security-policy") ?? "")?.[1];
}
