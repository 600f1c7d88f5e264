/// The API described: the operations and fields of the contract (§25, §26) as two tables, what of them is
/// built,
/// and the OpenAPI document. Enter by [Operations] and [OpenApi]. No state.
@NullMarked
package org.offhook.api.openapi;

import org.jspecify.annotations.NullMarked;
