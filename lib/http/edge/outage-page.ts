/** Whole in itself: while it is shown, nothing else may be loaded. The colours are the tokens of globals.css. */
export const outagePage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Back in a moment · Tidy</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <style>
      :root {
        color-scheme: light dark;
        font: 1rem/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", system-ui, sans-serif;
        background: light-dark(oklch(0.983 0.004 100), oklch(0.185 0.006 200));
        color: light-dark(oklch(0.255 0.012 160), oklch(0.945 0.004 120));
      }
      body { display: grid; min-height: 100dvh; margin: 0; place-items: center }
      main { max-width: 24rem; padding: 1.5rem; text-align: center }
      h1 { font-size: 1.5rem; line-height: 1.9rem }
      p { margin: 0 0 1.5rem; color: light-dark(oklch(0.475 0.012 150), oklch(0.745 0.01 150)); text-wrap: pretty }
      a {
        display: inline-block;
        padding: 0.625rem 1.25rem;
        border-radius: 0.625rem;
        background: light-dark(oklch(0.47 0.095 168), oklch(0.79 0.115 168));
        color: light-dark(oklch(1 0 0), oklch(0.2 0.03 168));
        font-weight: 500;
        text-decoration: none;
      }
    </style>
  </head>
  <body>
    <main>
      <h1>Back in a moment</h1>
      <p>Tidy’s database is busy or out of reach just now. Your todos are safe. Wait a few seconds, then try again.</p>
      <a href="">Try again</a>
    </main>
  </body>
</html>
`;
