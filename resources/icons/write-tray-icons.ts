/**
 * Makes the icons of the task bar from `tray.svg`: each state, for dark and light task bars, as PNG in the sizes of
 * Windows at 100, 125, 150 and 200 %, and together as `.ico`.
 *
 * Drawn by the Chromium of Electron, which is here anyway and draws SVG as browsers do. Rejected: a rasteriser as a
 * package, for forty small files that change once in years. Run it with `npm run icons` (Linux without a display:
 * under `xvfb-run`) after a change of the source, and commit what it makes.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { _electron } from '@playwright/test'
import { TRAY_ICON_SIZES, TRAY_ICONS, trayIconFile } from '../../electron/main/tray/tray-icon.ts'

const here = import.meta.dirname
const folder = path.join(here, 'tray')

async function write(): Promise<void> {
  const source = await readFile(path.join(here, 'tray.svg'), 'utf8')
  await mkdir(folder, { recursive: true })
  const electron = await _electron.launch({ args: ['-e', ''] })
  try {
    const page = await electron.evaluateHandle(({ BrowserWindow }) => new BrowserWindow({ show: false }))
    await page.evaluate((window) => window.loadURL('data:text/html,'))
    for (const { state, tone } of TRAY_ICONS) {
      const svg = source.replace(
        'data-state="healthy" data-tone="dark"',
        `data-state="${state}" data-tone="${tone}"`,
      )
      const pictures: { size: number; png: Buffer }[] = []
      for (const size of TRAY_ICON_SIZES) {
        const script = `(${drawn.toString()})(${JSON.stringify(svg)}, ${size})`
        const url = await page.evaluate(
          (window, code): Promise<string> => window.webContents.executeJavaScript(code) as Promise<string>,
          script,
        )
        const png = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
        pictures.push({ size, png })
        await writeFile(path.join(folder, trayIconFile({ state, tone }, size)), png)
      }
      await writeFile(path.join(folder, trayIconFile({ state, tone }, 'ico')), ico(pictures))
    }
  } finally {
    await electron.close()
  }
}

/** Runs in the page. */
async function drawn(svg: string, size: number): Promise<string> {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg.replace('<svg ', `<svg width="${size}" height="${size}" `))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  canvas.getContext('2d')?.drawImage(image, 0, 0, size, size)
  return canvas.toDataURL('image/png')
}

/** An icon of Windows with PNG pictures: a directory of sixteen bytes each, then the pictures. */
function ico(pictures: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + pictures.length * 16)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  pictures.forEach(({ size, png }, index) => {
    const at = 6 + index * 16
    head.writeUInt8(size, at)
    head.writeUInt8(size, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([head, ...pictures.map(({ png }) => png)])
}

await write()
