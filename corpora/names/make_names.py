#!/usr/bin/env python3
"""countries.tsv from CLDR (the Python package babel) and name_variants.txt, written by hand. CC0-1.0.

Run: python3 make_names.py, with babel 2.18.0 (CLDR 47) installed. README.md says what was done with the table afterwards.
name_variants.txt: id, lang, variants separated by |. Appended after CLDR's name.
  `!` before a variant puts it first; `=` before the first variant drops CLDR's name
  (unusable: abbreviation `о-в`, parenthesis, SAR label) and uses the list alone.
doubts: rows `id <TAB> doubt <TAB> langs` in the same table.
"""
import os, re, sys
from babel import Locale, core
import babel
D = os.path.dirname(os.path.abspath(__file__))
LOC = dict(en='en', fr='fr', es='es', ru='ru', ar='ar', zh='zh_Hans')
L = {k: Locale.parse(v) for k, v in LOC.items()}
# not ISO 3166-1: reserved and private codes, groupings, CLDR's own
SKIP = set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split())
LANGS = """af ak am ar as ay az ba bal be ber bg bho bi bm bn bo bs ca ce ceb ckb crh cs cv cy da de dv dz
el en eo es et eu fa ff fi fil fj fo fr ga gl gn gu ha haw he hi hmn hr ht hu hy id ig ilo is it iu ja jv ka kab kk kl
km kn ko ks ku ky la lb lg ln lo lt lv mai mg mi mk ml mn mni mr ms mt my ne nl no ny oc om or os pa pl prs ps pt qu
rm rn ro ru rw sa sah sat sc sd sg si sk sl sm sn so sq sr st su sv sw ta te tet tg th ti tk tl tn to tpi tr ts tt ug
uk ur uz vi wo xh yi yo yue za zh zu""".split()

def clean(s, lang):
    s = s.replace('\u2019', "'").replace('\u00a0', ' ').replace('\u202f', ' ')
    s = re.sub('[\u064b-\u0652\u0640]', '', s)
    if lang == 'en': s = s.replace(' & ', ' and ')
    if lang == 'fr': s = re.sub(r'^Îl', 'îl', s)
    return s

tab = {}
for n, l in enumerate(open(f'{D}/name_variants.txt', encoding='utf8'), 1):
    l = l.rstrip('\n')
    if n == 1 or not l or l.startswith('#'): continue
    i, lang, v = l.split('\t')
    if (i, lang) in tab: sys.exit(f'{n}: {i} {lang} twice')
    tab[i, lang] = v
used = set()

def fold(s): return s.lower().replace('ё', 'е')

def cell(i, lang, name):
    v = tab.get((i, lang)); used.add((i, lang))
    base = [clean(name, lang)] if name else []
    first, rest = [], []
    if v:
        if v.startswith('='): base, v = [], v[1:]
        for x in v.split('|'):
            x = clean(x, lang)
            if x.startswith('!'): first.append(x[1:])
            else: rest.append(x)
    if i.startswith('lng.'):  # the press writes the noun 'language' with the adjective
        h = (first + base + rest)[:1]
        if lang == 'ru': first[:0] = [x + ' язык' for x in h if re.search('[сц]кий$', x)]
        if lang == 'ar': first[:0] = [('اللغة ' if x.endswith('ية') else 'لغة ') + x for x in h if re.match('ال[^ ]+$', x)]
    out, seen = [], set()
    for x in first + base + rest:
        if fold(x) not in seen: seen.add(fold(x)); out.append(x)
    if not out: sys.exit(f'{i}: no {lang}')
    return '|'.join(out)

rows = []
for k in sorted(L['en'].territories):
    if not re.fullmatch('[A-Z]{2}', k) or k in SKIP: continue
    i = 'cty.' + k.lower()
    rows.append([i, 'country'] + [cell(i, g, L[g].territories.get(k)) for g in L] + [tab.get((i, 'doubt'), '')])
for k in sorted(set(LANGS)):
    i = 'lng.' + k
    rows.append([i, 'language'] + [cell(i, g, L[g].languages.get(k)) for g in L] + [tab.get((i, 'doubt'), '')])
unused = [x for x in tab if x not in used and x[1] != 'doubt']
if unused: sys.exit(f'variants for unknown ids: {unused}')
with open(f'{D}/countries.tsv', 'w', encoding='utf8') as w:
    w.write('\t'.join('id theme en fr es ru ar zh doubt'.split()) + '\n')
    for r in rows: w.write('\t'.join(r) + '\n')
print(len(rows), 'rows; babel', babel.__version__, 'CLDR', core.get_cldr_version())
