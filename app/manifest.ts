import type { MetadataRoute } from "next";

/** What a browser installs. The colours are those of the canvas in the light theme; dark has its own in the page's head. */
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
