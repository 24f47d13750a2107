"""Arabic, Russian and Chinese."""

from templates.base import Template

# Arabic: an older site in windows-1256, declared by http-equiv, labels in <b>.
ARABIC = Template(
    file="t20250613_118402.htm",
    codec="cp1256", encoding="windows-1256",
    label=lambda text, colon, role: f"<b>{text}{colon}</b>",
    question='<p dir="rtl" align="justify">{}</p>',
    paragraph='<p dir="rtl" align="justify">{}</p>',
    boxes={
        "navigation": '<div class="langs">{links}</div>',
        "breadcrumb": '<div id="path">{}</div>',
        "timestamp": '<div class="date">{}</div>',
        "other": '<div class="source">{}</div>',
        "caption": '<div class="photo"><img src="p.jpg" width="480" height="320"><br><i>{}</i></div>',
        "sidebar": '<div class="box related">{}</div>',
        "heading": '<p dir="rtl"><u>{}</u></p>',
        "divider": "<center>{}</center>",
        "footer": "<span>{}</span><br>",
    },
    page="""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html dir="rtl" lang="ar">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">
<title>{{head-title}}</title>
<style type="text/css">
body { direction: rtl; font-family: Tahoma } #News_Body_Txt_A { line-height: 1.8 }
</style>
<script type="text/javascript">function printPage() { window.print(); }</script>
</head>
<body>
<div id="menu">
<p><a href="/ar/">⟦navigation|الصفحة الرئيسية⟧</a></p>
<p><a href="/ar/about">⟦navigation|عن الوكالة⟧</a></p>
<p><a href="/ar/contact">⟦navigation|اتصل بنا⟧</a></p>
</div>
{{before}}
<table width="100%"><tr><td id="News_Body_Txt_A" valign="top">
<h1>{{title}}</h1>
{{after}}
{{body}}
<div class="share"><a href="#">⟦navigation|مشاركة⟧</a></div>
</td><td class="side" valign="top">
<h3>⟦sidebar|مواضيع ذات صلة⟧</h3>
<ul>
<li><a href="/ar/n/31">⟦sidebar|افتتاح محطة أرضية جديدة⟧</a></li>
<li><a href="/ar/n/32">⟦sidebar|صور من ليلة الإطلاق⟧</a></li>
</ul>
<h3>⟦sidebar|أسئلة شائعة⟧</h3>
<p><b>⟦sidebar|س: كيف أحضر مؤتمرا صحفيا؟⟧</b></p>
<p>⟦sidebar|ج: بالتسجيل عبر الموقع قبل يومين.⟧</p>
</td></tr></table>
<div id="footer">
{{end}}
</div>
</body>
</html>
""")


# Russian: windows-1251, label runs cut over several tags, links in the text.
def split_label(text, colon, role):
    """An editor's bold runs: the first letter of an asker apart, each word of a name apart."""
    if role == "question":
        return f"<b>{text[0]}</b><b>{text[1:]}{colon}</b>"
    words = text.replace(" ", " </b><b>")
    return f"<b>{words}</b><b>{colon}</b>"


RUSSIAN = Template(
    file="brifing_110625.htm",
    codec="cp1251", encoding="windows-1251",
    label=split_label,
    link='<a href="/ru/glossary/" title="Глоссарий: термины">{}</a>',
    boxes={
        "navigation": '<div class="lang">{links}</div>',
        "breadcrumb": '<div class="breadcrumbs">{}</div>',
        "timestamp": '<div class="article-date">{}</div>',
        "other": '<div class="article-source">{}</div>',
        "caption": '<div class="img-wrap"><img src="/upload/01.jpg" alt=""><div class="img-caption">{}</div></div>',
        "sidebar": '<div class="read-also">{}</div>',
        "heading": "<h4>{}</h4>",
        "divider": '<p align="center">{}</p>',
        "footer": "<div>{}</div>",
    },
    page="""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ru" lang="ru">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=windows-1251" />
<title>{{head-title}}</title>
<style type="text/css">.read-also { border-left: 3px solid #c00; padding: 4px }</style>
<script type="text/javascript">
//<![CDATA[
var counter = "Вопрос: 1";
//]]>
</script>
</head>
<body>
<div id="header">
<p><a href="/ru/">⟦navigation|Главная страница⟧</a></p>
<p><a href="/ru/news/">⟦navigation|Новости⟧</a></p>
<p><a href="/ru/contacts/">⟦navigation|Контакты⟧</a></p>
</div>
{{before}}
<div id="left-column">
<div class="block-title">⟦sidebar|Популярное⟧</div>
<ul>
<li><a href="/ru/news/71/">⟦sidebar|Как устроена ракета «Цапля-5»⟧</a></li>
<li><a href="/ru/news/72/">⟦sidebar|День открытых дверей в центре управления⟧</a></li>
</ul>
<div class="block-title">⟦sidebar|Вопросы и ответы⟧</div>
<p><b>⟦sidebar|Вопрос: Можно ли посетить космодром?⟧</b></p>
<p>⟦sidebar|Ответ: Экскурсии проводятся по субботам.⟧</p>
</div>
<div id="content">
<h1>{{title}}</h1>
{{after}}
<div class="article-text">
{{body}}
</div>
<div class="social"><a href="#">⟦navigation|Поделиться⟧</a></div>
</div>
<div id="footer">
{{end}}
</div>
</body>
</html>
""")


# Chinese: declares gb2312 but needs GB18030; whole questions in bold, indents by hand.
CHINESE = Template(
    file="content_5218837.shtml",
    codec="gb18030", encoding="GB18030",
    label=lambda text, colon, role: (
        f"{text}{colon}" if role == "question" else f"<strong>{text}{colon}</strong>"),
    question='<p style="text-align: justify;">\u3000\u3000<strong>{}</strong></p>',
    paragraph='<p style="text-align: justify;">\u3000\u3000<span style="font-size: 16px;">{}</span></p>',
    boxes={
        "navigation": '<div class="language">{links}</div>',
        "breadcrumb": '<div class="location">{}</div>',
        "timestamp": '<p class="pubtime">{}</p>',
        "other": '<p class="source">{}</p>',
        "caption": '<p style="text-align: center;"><img src="W020250612.jpg"><br><font color="#666666">{}</font></p>',
        "sidebar": '<div class="xgyd">{}</div>',
        "heading": "<h4>{}</h4>",
        "divider": '<p style="text-align: center;">{}</p>',
        "footer": '<p><a href="#">{}</a></p>',
    },
    page="""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>{{head-title}}</title>
<style type="text/css">.TRS_Editor P { line-height: 2; } .xgyd { float: right; }</style>
<script type="text/javascript">var docTitle = "问：无";</script>
</head>
<body>
<div class="nav">
<p><a href="/">⟦navigation|网站首页⟧</a></p>
<p><a href="/xwzx/">⟦navigation|新闻动态⟧</a></p>
<p><a href="/kpyd/">⟦navigation|科普园地⟧</a></p>
</div>
{{before}}
<div class="main">
<h1>{{title}}</h1>
<div class="info">
{{after}}
<p class="font">⟦other|[字体：大 中 小]⟧</p>
</div>
<div class="share"><a href="#">⟦navigation|分享到⟧</a></div>
<div class="TRS_Editor">
{{body}}
</div>
</div>
<div class="side">
<h3>⟦sidebar|相关新闻⟧</h3>
<ul>
<li><a href="t1.shtml">⟦sidebar|苍鹭5号火箭完成加注合练⟧</a></li>
<li><a href="t2.shtml">⟦sidebar|林登港地面站迎来建站十周年⟧</a></li>
</ul>
<h3>⟦sidebar|常见问题⟧</h3>
<p><strong>⟦sidebar|问：怎样报名参加发布会？⟧</strong></p>
<p>⟦sidebar|答：请提前两天在网站登记。⟧</p>
</div>
<div class="footer">
{{end}}
</div>
</body>
</html>
""")
