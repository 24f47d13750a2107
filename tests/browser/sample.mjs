// A saved alignment with every kind of difference and with hostile text, made
// of the gold alignment of a sample briefing.

/** Text that must stay text wherever the report shows it. */
export const HOSTILE =
  "<script>window.broken = 1</script><img src=\"https://example.org/x.png\" onerror='window.broken = 2'> ]]> --> \u202e&amp;&lt;";

/** Changes a gold alignment, and returns what the tests must find. */
export function enrich(gold) {
  const sentence = new Map();
  for (const edition of Object.values(gold.editions)) {
    for (const turn of edition.turns) for (const s of turn.sentences) sentence.set(s.id, s);
  }
  for (const difference of gold.differences) {
    if (difference.values) difference.marks = marks(difference, sentence);
  }
  const group = gold.sentences.groups.find((g) => Object.values(g.members).every((ids) => ids.length === 1));
  const at = group.members;
  const langs = Object.keys(at);
  const word = (lang) => ({ sentence: at[lang][0], start: 0, end: 4 });
  gold.differences.push(
    {
      kind: "name", level: "sentence", odd: ["fr"], at,
      values: Object.fromEntries(langs.map((lang) => [lang, lang === "fr" ? "Tomás \"B\" <Brandt>" : "Tomas Brandt"])),
      marks: Object.fromEntries(langs.map((lang) => [lang, [word(lang)]])),
      confidence: 0.62,
    },
    { kind: "segmentation", level: "sentence", odd: ["zh"], at, confidence: 0.9 },
    { kind: "order", level: "sentence", odd: ["ru"], at, confidence: 0.81 },
  );
  // A link that is less sure.
  gold.sentences.pairs["en-fr"][0][2] = 0.5;
  const en = gold.editions.en;
  en.turns[2].sentences[1].text += ` ${HOSTILE}`;
  en.turns[1].label += HOSTILE;
  en.title += HOSTILE;
  en.source = `${HOSTILE}.txt`;
  return gold;
}

/** Where the figures of a difference stand in its sentences. */
function marks(difference, sentence) {
  const out = {};
  for (const [lang, ids] of Object.entries(difference.at)) {
    const figure = difference.kind === "date" ? String(Number(difference.values[lang].slice(-2))) : difference.values[lang];
    const digits = [...figure].map((d) => `[${d}${String.fromCodePoint(0x660 + Number(d))}]`);
    const pattern = new RegExp(digits.join("[.,\\s\\u00a0\\u202f٬]?"), "u");
    for (const id of ids) {
      const found = pattern.exec(sentence.get(id).text);
      if (!found) continue;
      // Marks count characters, not the halves of JavaScript's strings.
      const start = [...sentence.get(id).text.slice(0, found.index)].length;
      out[lang] = [{ sentence: id, start, end: start + [...found[0]].length }];
      break;
    }
  }
  return out;
}
