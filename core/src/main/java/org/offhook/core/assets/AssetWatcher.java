package org.offhook.core.assets;

import org.offhook.core.ids.Sid;
import org.offhook.core.store.Kind;

/// Told of what accounts set up, once it is durable: for those who act on it and cannot ask the store each time.
/// Called on the thread of the request; must not block.
@FunctionalInterface
public interface AssetWatcher {

    AssetWatcher NOBODY = (kind, sid) -> {};

    /// Something of this kind was made, changed or removed.
    void changed(Kind<Asset> kind, Sid sid);
}
