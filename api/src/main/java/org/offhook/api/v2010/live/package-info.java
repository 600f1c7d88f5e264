/// What is begun and ended beside a live call: media streams.
@NullMarked
package org.offhook.api.v2010.live;

import org.jspecify.annotations.NullMarked;
