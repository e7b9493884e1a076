import type { MetadataRoute } from "next";

/** The web app manifest. Its colours are those of the light theme; the page's head has both. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "Tidy",
    short_name: "Tidy",
    description: "A todo list that cleans up after itself.",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#faf9f6",
    theme_color: "#faf9f6",
    categories: ["productivity"],
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
