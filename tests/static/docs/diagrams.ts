/** An arrow of a flowchart, by the names of its nodes. */
export type Arrow = `${string} → ${string}`;

/**
 * The flowcharts in a page, in order, as their arrows. A node `id["label"]` is called by its label, others by their id.
 */
export function flowchartsIn(markdown: string): Arrow[][] {
  const charts = [...markdown.matchAll(/^```mermaid\nflowchart TD\n(.*?)^```$/gms)].map(([, chart = ""]) => chart);
  return charts.map((chart) => {
    const labels = new Map([...chart.matchAll(/([\w-]+)\["([^"]+)"\]/g)].map(([, id = "", label = ""]) => [id, label]));
    const nameOf = (node: string) => {
      const id = node.trim().replace(/\[.*\]$/, "");
      return labels.get(id) ?? id;
    };
    return chart.split("\n").flatMap((line) => {
      const [sources, targets] = line.split("-->").map((side) => side.split("&").map(nameOf));
      return (sources ?? []).flatMap((source) => (targets ?? []).map((target): Arrow => `${source} → ${target}`));
    });
  });
}

/** The arrows that are drawn but not real, and those that are real but not drawn. */
export function differences(drawn: readonly Arrow[], real: readonly Arrow[]): string[] {
  return [
    ...drawn.filter((arrow) => !real.includes(arrow)).map((arrow) => `${arrow}: drawn, but nothing imports so`),
    ...real.filter((arrow) => !drawn.includes(arrow)).map((arrow) => `${arrow}: imported, but not drawn`),
  ];
}
