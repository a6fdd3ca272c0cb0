import { mount } from 'svelte'
import App from './App.svelte'
import './base.css'
import { tauriIpc } from './lib/ipc'
import './tokens.css'

const target = document.getElementById('app')
if (target) mount(App, { target, props: { ipc: tauriIpc } })
