package org.offhook.core.signalling.event;

/// Those who watch addresses.
@FunctionalInterface
public interface Watchers {

    Watchers NOBODY = _ -> {};

    /// Something about the address is other than it was; its watchers are told what. From any thread; quick when
    /// nobody watches.
    void changed(Watched address);
}
