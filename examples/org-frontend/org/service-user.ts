import { BuildError, defineInstruction } from 'slipway'

/**
 * `SERVICE_USER [--uid=UID] NAME` adds a user without a password or a home, and has all that follows, and the
 * image, run as that user.
 */
export const serviceUser = defineInstruction({
  name: 'SERVICE_USER',
  flags: { uid: 'string' },
  parse({ words: [name, ...more], flags: { uid = '10001' } }) {
    if (name === undefined || more.length > 0) {
      throw new BuildError('invalid-instruction', 'SERVICE_USER takes one name')
    }
    if (!/^[1-9][0-9]{0,8}$/.test(uid)) {
      throw new BuildError('invalid-instruction', `SERVICE_USER cannot have the uid ${uid}`)
    }
    return { name, uid }
  },
  expand: (value, { word }) => ({ ...value, name: word(value.name) }),
  convert({ name, uid }, stage) {
    if (!/^[a-z][a-z0-9_-]*$/.test(name)) {
      throw new BuildError('conversion', `SERVICE_USER cannot have the name ${name}`)
    }
    const entries = `echo '${name}:x:${uid}:${uid}::/:/sbin/nologin' >>/etc/passwd && echo '${name}:x:${uid}:' >>/etc/group`
    stage.exec({ args: stage.withShell([entries]) })
    stage.image.user = uid
    stage.commit(`SERVICE_USER --uid=${uid} ${name}`, { layer: true })
  },
})
