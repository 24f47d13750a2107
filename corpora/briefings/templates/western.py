"""English, Spanish and French."""

from templates.base import Template, plain_escape

# English: a present-day site, UTF-8, source lines broken at 100 columns.
ENGLISH = Template(
    file="press-briefing-launch-review.html",
    width=100,
    link='<a href="/missions/skylark-3">{}</a>',
    boxes={
        "navigation": '<div class="lang-switch">{links}</div>',
        "breadcrumb": '<nav aria-label="Breadcrumb" class="crumbs">{}</nav>',
        "timestamp": '<p class="meta"><time datetime="2025-06-11T16:40">{}</time></p>',
        "other": '<p class="meta">{}</p>',
        "caption": '<figure><img src="/img/0611.jpg" alt=""><figcaption>{}</figcaption></figure>',
        "sidebar": '<aside class="inset">{}</aside>',
        "heading": "<h3>{}</h3>",
        "divider": '<p class="divider">{}</p>',
        "footer": '<p class="small">{}</p>',
    },
    page="""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{head-title}}</title>
<style>
.crumbs { color: #555; } .inset { float: right; width: 14em; } .small { font-size: .8em }
</style>
<script>
var tracker = { page: "briefing", note: "Reuters: <p>no turn</p>" };
</script>
</head>
<body>
<a class="skip" href="#main">⟦navigation|Skip to content⟧</a>
<header>
<ul class="menu">
<li><a href="/">⟦navigation|Home⟧</a></li>
<li><a href="/missions">⟦navigation|Missions⟧</a></li>
<li><a href="/newsroom">⟦navigation|Newsroom⟧</a></li>
<li><a href="/about">⟦navigation|About us⟧</a></li>
</ul>
{{before}}
</header>
<main id="main">
<article class="content_text">
<h1>{{title}}</h1>
{{after}}
<ul class="share">
<li><a href="#mail">⟦navigation|Share by e-mail⟧</a></li>
<li><a href="#copy">⟦navigation|Copy link⟧</a></li>
</ul>
<!-- briefing starts: Moderator: not shown -->
{{body}}
</article>
<aside class="sidebar">
<h2>⟦sidebar|Related articles⟧</h2>
<ul>
<li><a href="/news/1">⟦sidebar|Heron 5 completes its wet rehearsal⟧</a></li>
<li><a href="/news/2">⟦sidebar|Ten years of the Port Linden ground station⟧</a></li>
</ul>
<h2>⟦sidebar|Frequently asked questions⟧</h2>
<p><strong>⟦sidebar|Q: How do I register for a briefing?⟧</strong></p>
<p>⟦sidebar|A: Write to the newsroom two working days before.⟧</p>
</aside>
</main>
<footer>
{{end}}
<p class="small">⟦footer|Privacy policy⟧</p>
</footer>
<script src="/js/site.js"></script>
</body>
</html>
""")


# Spanish: UTF-8 with a byte order mark, capital tags, one table row a paragraph.
SPANISH = Template(
    file="rueda_de_prensa_20250611.html",
    bom=b"\xef\xbb\xbf",
    label=lambda text, colon, role: f"<STRONG>{text}{colon}</STRONG>",
    question='<TR><TD CLASS="pregunta">{}</TD></TR>',
    paragraph='<TR><TD CLASS="texto">{}</TD></TR>',
    boxes={
        "navigation": '<DIV CLASS="idiomas">{links}</DIV>',
        "breadcrumb": '<DIV CLASS="migas">{}</DIV>',
        "timestamp": '<DIV CLASS="fecha">{}</DIV>',
        "other": '<DIV CLASS="fuente">{}</DIV>',
        "caption": '<TR><TD CLASS="pie-de-foto"><IMG SRC="foto.jpg" ALT=""><BR><EM>{}</EM></TD></TR>',
        "sidebar": '<TR><TD CLASS="relacionados">{}</TD></TR>',
        "heading": '<TR><TD CLASS="ladillo"><H3>{}</H3></TD></TR>',
        "divider": '<TR><TD ALIGN="CENTER">{}</TD></TR>',
        "footer": "<P>{}</P>",
    },
    page="""<!DOCTYPE html>
<HTML LANG="es">
<HEAD>
<META CHARSET="UTF-8">
<TITLE>{{head-title}}</TITLE>
<STYLE>TD.relacionados { border: 1px solid #999 }</STYLE>
<SCRIPT>var seccion = "Pregunta: ninguna";</SCRIPT>
</HEAD>
<BODY>
<DIV ID="menu">
<P><A HREF="/es/">⟦navigation|Página principal⟧</A></P>
<P><A HREF="/es/misiones">⟦navigation|Misiones⟧</A></P>
<P><A HREF="/es/contacto">⟦navigation|Contacto de prensa⟧</A></P>
</DIV>
{{before}}
<H1>{{title}}</H1>
{{after}}
<DIV CLASS="compartir"><A HREF="#">⟦navigation|Compartir⟧</A></DIV>
<TABLE CLASS="cuerpo" WIDTH="640" BORDER="0" CELLPADDING="4">
{{body}}
</TABLE>
<DIV ID="lateral">
<H3>⟦sidebar|Noticias relacionadas⟧</H3>
<UL>
<LI><A HREF="/es/n/8">⟦sidebar|Así se prepara un lanzamiento⟧</A></LI>
<LI><A HREF="/es/n/9">⟦sidebar|Visitas escolares al centro de control⟧</A></LI>
</UL>
<H3>⟦sidebar|Preguntas frecuentes⟧</H3>
<P><STRONG>⟦sidebar|P: ¿Cómo me acredito?⟧</STRONG></P>
<P>⟦sidebar|R: Rellene el formulario de prensa.⟧</P>
</DIV>
<DIV ID="pie">
{{end}}
</DIV>
</BODY>
</HTML>
""")


# French: windows-1252 that calls itself iso-8859-1, <br><br> for paragraphs.
def french_escape(text):
    """No-break spaces and accented capitals as numeric references, as an old editor saved them."""
    return "".join(f"&#{ord(c)};" if c in "\u00a0\u202fÀÂÇÉÈÊŒ" else c for c in plain_escape(text))


FRENCH = Template(
    file="point-presse-11-06-2025.html",
    codec="cp1252", encoding="windows-1252",
    escape=french_escape,
    question="{}", paragraph="{}", between="\n<br><br>\n",
    boxes={
        "navigation": '<div class="langues">{links}</div>',
        "breadcrumb": '<div class="fil-ariane">{}</div>',
        "timestamp": '<div class="maj">{}</div>',
        "other": '<div class="source">{}</div>',
        "caption": '<div class="legende"><img src="photo.jpg" alt="">{}</div>',
        "sidebar": '<div class="encadre">{}</div>',
        "heading": "<h3>{}</h3>",
        "divider": "<center>{}</center>",
        "footer": "<li>{}</li>",
    },
    page="""<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<title>{{head-title}}</title>
<style>.encadre{background:#eee;float:left}</style>
<script language="JavaScript">document.cookie = "vu=1"; // Question : aucune</script>
</head>
<body bgcolor="#ffffff">
<ul id="menu">
<li><a href="/">⟦navigation|Page d’accueil⟧</a></li>
<li><a href="/missions">⟦navigation|Nos missions⟧</a></li>
<li><a href="/recherche">⟦navigation|Rechercher⟧</a></li>
</ul>
{{before}}
<div id="colonne">
<h4>⟦sidebar|À lire aussi⟧</h4>
<ul>
<li><a href="/a/1">⟦sidebar|Le Cap Alder, un pas de tir au bord de l’océan⟧</a></li>
<li><a href="/a/2">⟦sidebar|Portrait : une journée au centre de contrôle⟧</a></li>
</ul>
<h4>⟦sidebar|Foire aux questions⟧</h4>
<p><b>⟦sidebar|Question : comment assister à une conférence de presse ?⟧</b></p>
<p>⟦sidebar|Réponse : en vous inscrivant deux jours avant.⟧</p>
</div>
<div id="article">
<h1>{{title}}</h1>
{{after}}
<div class="texte">
{{body}}
</div>
<div class="partage"><a href="#">⟦navigation|Partager⟧</a></div>
</div>
<ul id="pied">
{{end}}
</ul>
</body>
</html>
""")
