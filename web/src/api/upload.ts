import type { ImportFile } from './types'
import { Problem, problemOf } from './problem'

/**
 * Sends one file to be imported; large ones take minutes, so it tells how far it is.
 *
 * @param upload the set that it belongs to; undefined for a new one
 * @param told 0 to 1
 */
export function sendImportFile(file: File, upload: string | undefined, told: (done: number) => void): Promise<ImportFile> {
  const query = new URLSearchParams({ name: file.name.slice(-120), ...(upload && { upload }) })
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/imports/files?${query.toString()}`)
    request.setRequestHeader('X-Requested-With', 'ringcard')
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => told(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(new Problem('offline', 0))
    request.onload = () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText) as ImportFile)
      else void problemOf(new Response(request.responseText, { status: request.status })).then(reject)
    }
    request.send(file)
  })
}
