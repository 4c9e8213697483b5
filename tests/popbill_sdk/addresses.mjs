// The official Node SDK as it was installed, with its two addresses set: it always calls `https.request` of a fixed host.

import { createRequire } from 'node:module'

const require = createRequire(`${process.argv[2]}/`)
const http = require('node:http')
const https = require('node:https')

/** What the server printed when it was ready. */
export const ready = JSON.parse(process.argv[3])

const { hostname, port } = new URL(ready.http_url)
let broken = () => {}
https.request = (options, answered) => {
  const request = http.request(
    { ...options, protocol: 'http:', host: hostname, hostname, port, agent: undefined },
    answered,
  )
  return request.on('error', (error) => broken(error.code))
}

export const popbill = require('popbill')
popbill.config({
  LinkID: ready.popbill_link_id,
  SecretKey: ready.popbill_secret_key,
  IsTest: true,
  IPRestrictOnOff: true,
  UseStaticIP: false,
  UseLocalTimeYN: true,
  defaultErrorHandler: (error) => {
    throw new Error(`unexpected refusal ${error.code}: ${error.message}`)
  },
})

/** Calls a method of the SDK with two callbacks as a promise. */
export const call = (service, method, ...args) =>
  new Promise((resolve, reject) => service[method](...args, resolve, reject))

/** The code a call was refused with. */
export const refusal = (...asked) =>
  call(...asked).then(
    () => null,
    (error) => error.code,
  )

/** Calls a method whose answer is lost: the SDK then calls nobody back, so the broken connection is what tells. */
export const lostAnswer = (service, method, ...args) =>
  new Promise((resolve, reject) => {
    broken = resolve
    service[method](...args, () => reject(new Error('an answer came')), reject)
  })

/** Turns dials or moves the clock at the practice desk. */
export const practice = (path, wish) => fetch(ready.http_url + path, { method: 'PUT', body: JSON.stringify(wish) })
