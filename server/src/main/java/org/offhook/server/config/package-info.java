/// What the operator decided. Enter by [Configurations#read], which lays flags over the environment over the
/// file over `offhook-defaults.conf` and gives one immutable [Configuration]; everything that is wrong is a
/// [ConfigurationException] with one line that says what, where and what to do. Nothing here opens anything.
@NullMarked
package org.offhook.server.config;

import org.jspecify.annotations.NullMarked;
