import { useSyncExternalStore } from 'react'
import { audioAddress } from '../api/client'
import { nextSound, type Span } from './silence'

/** What is played, and of which call. */
export interface Track {
  id: string
  /** Which part of the call, from 0. */
  index: number
  seconds: number
  call: string
  title: string
}

interface Sound {
  track: Track | null
  playing: boolean
  failed: boolean
  /** Second of the track, four times a second while it plays; {@link position} is exact. */
  at: number
  speed: number
  volume: number
  skipSilence: boolean
}

export const SPEEDS = [0.5, 1, 1.25, 1.5, 2, 3]

// One sound for the whole page, so that it outlives the row it was started from and nobody hears two at once.
let state: Sound = { track: null, playing: false, failed: false, at: 0, speed: 1, volume: 1, skipSilence: false }
let audio: HTMLAudioElement | null = null
const listeners = new Set<() => void>()
const places = new Map<string, number>()
const silences = new Map<string, Span[]>()

function tell(part: Partial<Sound>) {
  state = { ...state, ...part }
  for (const listener of listeners) listener()
}

function element(): HTMLAudioElement {
  if (audio) return audio
  const made = new Audio()
  made.preload = 'none'
  made.addEventListener('play', () => tell({ playing: true, failed: false }))
  made.addEventListener('pause', () => tell({ playing: false }))
  made.addEventListener('timeupdate', moved)
  made.addEventListener('seeked', moved)
  made.addEventListener('ended', () => {
    if (state.track) places.set(state.track.id, 0)
    made.currentTime = 0
    tell({ playing: false, at: 0 })
  })
  made.addEventListener('error', () => state.track && tell({ playing: false, failed: true }))
  audio = made
  return made
}

function moved() {
  if (!audio || !state.track) return
  const beyond = state.skipSilence && state.playing ? nextSound(silences.get(state.track.id) ?? [], audio.currentTime) : null
  if (beyond !== null) audio.currentTime = beyond
  places.set(state.track.id, audio.currentTime)
  tell({ at: audio.currentTime })
}

/** Nothing is fetched, and so nothing logged as heard, before this. */
export function play(track: Track) {
  const sound = element()
  if (state.track?.id !== track.id) {
    sound.src = audioAddress(track.id)
    sound.currentTime = placeOf(track.id)
    sound.defaultPlaybackRate = state.speed
    sound.playbackRate = state.speed
    tell({ track, at: placeOf(track.id), failed: false })
  }
  void sound.play().catch((refusal: unknown) => {
    const abandoned = refusal instanceof DOMException && refusal.name === 'AbortError'
    if (!abandoned) tell({ playing: false, failed: true })
  })
}

export function toggle(track: Track) {
  if (state.track?.id === track.id && state.playing) element().pause()
  else play(track)
}

/** Also of a track that is not played yet: it will begin there. */
export function seek(track: Track, to: number) {
  const inside = Math.min(Math.max(0, to), Math.max(0, track.seconds - 0.1))
  places.set(track.id, inside)
  if (state.track?.id === track.id) element().currentTime = inside
  tell(state.track?.id === track.id ? { at: inside } : {})
}

/** Stops and lets go of the sound. */
export function stop() {
  audio?.pause()
  audio?.removeAttribute('src')
  tell({ track: null, playing: false, failed: false })
}

export function setSpeed(speed: number) {
  const sound = element()
  sound.defaultPlaybackRate = speed
  sound.playbackRate = speed
  tell({ speed })
}

export function setVolume(volume: number) {
  element().volume = volume
  tell({ volume })
}

export const setSkipSilence = (skipSilence: boolean) => tell({ skipSilence })
export const setSilences = (id: string, spans: Span[]) => void silences.set(id, spans)

export const placeOf = (id: string) => places.get(id) ?? 0

/** Where the track is at this very moment. */
export const position = (id: string) => (audio && state.track?.id === id ? audio.currentTime : placeOf(id))

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useSound = () => useSyncExternalStore(subscribe, () => state)

// Which recordings are on the screen with a player of their own, the last one touched at the end: it has the keys.
let shown: string[] = []

export function show(call: string): () => void {
  shown = [...shown, call]
  tell({})
  return () => {
    shown.splice(shown.lastIndexOf(call), 1)
    shown = [...shown]
    tell({})
  }
}

export function touch(call: string) {
  if (shown.at(-1) === call) return
  shown = [...shown.filter((one) => one !== call), call]
  tell({})
}

export const useShown = () => useSyncExternalStore(subscribe, () => shown)
