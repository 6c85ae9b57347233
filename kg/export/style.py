"""How a report looks: on a wide page, on a narrow one, and printed. Outcomes are told by their words; colours (blue and orange, which no
common colour blindness confuses) only help the eye."""

COLOURS = {"kept": "#0072b2", "late": "#b34700", "moved": "#d55e00", "missed": "#e69f00", "partly": "#f0c060", "suspended": "#8c4a00", "cancelled": "#5c3200",
           "open": "#cfd8dc", "silent": "#90a4ae"}  # fmt: skip
_SHADES = "".join(f".bar .{name}{{background:{shade}}}tr.{name}>td:first-child{{box-shadow:inset 4px 0 {shade}}}" for name, shade in COLOURS.items())
STYLE = """*{box-sizing:border-box}
body{font:15px/1.6 system-ui,'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;color:#1a1a1a;max-width:76em;margin:1.5em auto;
    padding:0 1em}
h1{font-size:1.8em;margin:.3em 0}
h2{font-size:1.3em;margin:1.8em 0 .4em;border-bottom:2px solid #0072b2;padding-bottom:.15em}
h3{font-size:1.05em;margin:1.2em 0 .3em}
table{border-collapse:collapse;width:100%}
td,th{border-bottom:1px solid #ddd;padding:.3em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#f3f5f6;font-weight:600;white-space:nowrap}
td.time,td.due,td.year,td.outcome,td.event,td.modality,td.unit,td.date,td.planned,td.actual,td.moved_to,td.verdict{white-space:nowrap}
td.value,td.target,td.result{white-space:nowrap;text-align:right}
th.value,th.target,th.result{text-align:right}
td.subject,td.measure,td.about,td.park,td.company{min-width:7em}
td.source,td.later{min-width:15em;color:#444;font-size:.92em}
td.shares{width:75%}
.bar{display:block;height:.85em;line-height:0}
.bar i{display:inline-block;height:100%}
td.chart{white-space:nowrap;letter-spacing:-1px}
q{quotes:'“' '”'}
cite{font-style:normal}
cite a,nav a{color:#005a8c}
small{color:#555}
tr:target{background:#fff6d5}
.wide{overflow-x:auto}
nav{display:flex;flex-wrap:wrap;gap:.2em 1.2em;margin:1.5em 0 .8em}
fieldset{border:0;padding:0;margin:.3em 0;display:flex;flex-wrap:wrap;gap:.1em .9em;align-items:baseline}
legend{float:left;margin-right:.6em;padding:0;color:#555}
label{white-space:nowrap}
input{margin:0 .3em 0 0}
@media(max-width:40em){
    body{font-size:14px;padding:0 .6em}
    thead{display:none}
    table,tbody,tr,td{display:block;width:100%}
    tr{border:1px solid #ddd;border-radius:4px;margin:.5em 0;padding:.2em .5em}
    td{border:0;padding:.1em 0 .1em .4em}
    td:empty{display:none}
    td.shares{width:100%}
    td.value,td.target,td.result{text-align:left}
    td.source,td.later,td.subject{min-width:0}
    td.subject,td.park,td.title{font-weight:600}
    td[data-head]::before{content:attr(data-head) ' ';color:#666;font-size:.85em;font-weight:400}
    td.year,td.target,td.result,td.count,td.time,td.due,td.outcome,td.event,td.modality,td.unit,td.planned,td.actual,td.moved_to,td.value,
        td.about,td.measure,td.progress,td.verdict{display:inline-block;width:auto;min-width:0;margin-right:.6em;white-space:normal}
}
@media print{
    @page{size:A4;margin:14mm}
    body{font-size:9.5pt;max-width:none;margin:0;padding:0}
    nav,fieldset{display:none}
    .key{break-after:page;font-size:8pt;line-height:1.4}
    .key h3{margin:.8em 0 .2em}
    h2{margin-top:.8em}
    td,th{padding:.2em .4em}
    .key td.source{width:48%}
    h2,h3{break-after:avoid}
    tr{break-inside:avoid}
    thead{display:table-header-group}
    .wide{overflow:visible}
    cite a{color:inherit;text-decoration:none}
    td.source,td.later{min-width:0}
    .bar i,td{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
""" + _SHADES
