/// Routes for those who run the platform: [Health]. No account is asked for.
@NullMarked
package org.offhook.api.ops;

import org.jspecify.annotations.NullMarked;
