"""The examples of the ODD as documents, and schemas that take any element as a document.

    python3 tests/schemas/examples.py schemas/hexapla.odd schemas/hexapla.rng OUT [tei_all.rng]

Writes OUT/examples/*.xml, one for each example that says it is valid, and OUT/hexapla.rng, which
takes any element of the schema as a root; with tei_all.rng also OUT/tei_all.rng.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

TEI = "http://www.tei-c.org/ns/1.0"
EXAMPLES = "http://www.tei-c.org/ns/Examples"
RNG = "http://relaxng.org/ns/structure/1.0"


def renamed(element):
    """The element with its namespace changed to that of TEI."""
    copy = ElementTree.Element(element.tag.replace(EXAMPLES, TEI), element.attrib)
    copy.text, copy.tail = element.text, element.tail
    copy.extend(renamed(child) for child in element)
    return copy


def examples(odd, folder):
    folder.mkdir(parents=True, exist_ok=True)
    names = set()
    for spec in ElementTree.parse(odd).getroot().iter(f"{{{TEI}}}elementSpec"):
        name = spec.get("ident")
        for number, example in enumerate(spec.iter(f"{{{EXAMPLES}}}egXML"), 1):
            roots = list(example)
            assert len(roots) == 1 and roots[0].tag == f"{{{EXAMPLES}}}{name}", f"an example of {name}"
            names.add(name)
            if example.get("valid") == "true":
                root = renamed(roots[0])
                root.tail = None
                ElementTree.ElementTree(root).write(folder / f"{name}.{number}.xml", "utf-8", xml_declaration=True)
    return names


def any_element(rng, out):
    """Writes our schema with every element as a possible root."""
    text = Path(rng).read_text(encoding="utf-8")
    tree = ElementTree.fromstring(text)
    ElementTree.register_namespace("", RNG)
    patterns = [e for e in tree.iter(f"{{{RNG}}}element") if not e.get("ns")]
    start = tree.find(f"{{{RNG}}}start")
    for child in list(start):
        start.remove(child)
    choice = ElementTree.SubElement(start, f"{{{RNG}}}choice")
    choice.extend(patterns)
    ElementTree.ElementTree(tree).write(out, "utf-8", xml_declaration=True)


def any_of_tei(tei_all, names, out):
    """Writes a schema that includes tei_all and takes the named elements as roots."""
    text = Path(tei_all).read_text(encoding="utf-8")
    prefix = "tei_" if 'name="tei_note"' in text else ""
    known = [n for n in sorted(names) if re.search(f'<define name="{prefix}{n}">', text)]
    assert len(known) == len(names), names - set(known)
    refs = "".join(f'<ref name="{prefix}{n}"/>' for n in known)
    uri = Path(tei_all).resolve().as_uri()
    out.write_text(
        f'<grammar xmlns="{RNG}"><include href="{uri}"><start><choice>{refs}</choice></start></include></grammar>',
        encoding="utf-8",
    )


def main():
    odd, rng, folder, *tei_all = sys.argv[1:]
    folder = Path(folder)
    names = examples(odd, folder / "examples")
    any_element(rng, folder / "hexapla.rng")
    if tei_all:
        any_of_tei(tei_all[0], names, folder / "tei_all.rng")
    print(f"{len(list((folder / 'examples').iterdir()))} examples of {len(names)} elements")


main()
