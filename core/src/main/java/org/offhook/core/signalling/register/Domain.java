package org.offhook.core.signalling.register;

import org.offhook.core.ids.Sid;

/// A SIP domain served here, as far as signalling has to know it.
///
/// @param name      in lower case: the host of the addresses of its users
/// @param realm     of their digests
/// @param account   whose it is
/// @param registers whether its users may register
/// @param home      whether it is the platform's own, whose users call whom they like; else calls to it are its
///                  users', and its owner's application answers them
/// @param active    whether its account is; else nobody is let in as a user of it (403)
public record Domain(String name, String realm, Sid account, boolean registers, boolean home, boolean active) {}
