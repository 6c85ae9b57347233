// The whole network by sigma and graphology, where they are; else the drawing of the server stays.
"use strict";
addEventListener("DOMContentLoaded", async () => {
  const here = document.getElementById("sigma"), still = document.getElementById("still");
  if (!here || typeof Sigma === "undefined" || typeof graphology === "undefined") return;
  const data = globalThis.kgNetwork || await (await fetch("/network.json")).json();
  const lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  here.hidden = false;
  const scale = Math.min(1, Math.max(0.4, here.clientWidth / 1000)); // on a narrow screen things lie closer together
  const graph = new graphology.MultiDirectedGraph();
  for (const node of data.nodes) graph.addNode(node.id, { label: node.label, x: node.x, y: node.y, size: scale * Math.max(3, node.size / 2.5), color: node.colour });
  for (const edge of data.edges) {
    if (graph.hasNode(edge.source) && graph.hasNode(edge.target)) graph.addEdge(edge.source, edge.target, { label: edge[lang], size: edge.planned ? 1 : 0.7, color: edge.planned ? "#E69F00" : dark ? "#444b52" : "#c9c9c9" });
  }
  let near = null, chosen = null;
  const ink = dark ? "#e6e4df" : "#1b2126";
  let view;
  try {
    view = new Sigma(graph, here, {
      labelColor: { color: ink }, labelRenderedSizeThreshold: scale * (data.nodes.length > 300 ? 7 : 3.5), labelDensity: 0.6, labelFont: "system-ui, sans-serif", defaultDrawNodeHover: undefined,
      nodeReducer: (node, values) => (near && !near.has(node) ? { ...values, color: dark ? "#33383d" : "#e4e4e4", label: "" } : values),
      edgeReducer: (edge, values) => (near && !graph.extremities(edge).includes(chosen) ? { ...values, hidden: true } : values),
    });
  } catch { here.hidden = true; return; }
  still.hidden = true;
  document.getElementById("tools").hidden = false;
  const choose = (node) => { chosen = node; near = node ? new Set([node, ...graph.neighbors(node)]) : null; view.refresh(); };
  view.on("enterNode", ({ node }) => choose(node));
  view.on("leaveNode", () => choose(null));
  view.on("doubleClickNode", ({ node, event }) => { event.preventSigmaDefault(); if (!globalThis.kgNetwork) location.href = "/entity/" + node.split("/").map(encodeURIComponent).join("/"); });
  const box = document.getElementById("node"), list = document.getElementById("nodes");
  const named = new Map(data.nodes.map((node) => [node.label, node.id]));
  for (const name of [...named.keys()].slice(0, 2000)) { const option = document.createElement("option"); option.value = name; list.append(option); }
  box.addEventListener("change", () => {
    const node = named.get(box.value);
    choose(node || null);
    if (node) view.getCamera().animate({ ...view.getNodeDisplayData(node), ratio: 0.2 });
  });
  here.dataset.drawn = graph.order;
});
