package org.offhook.testkit.sim.invariants;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Store;
import org.offhook.testkit.fakes.FakePhone;
import org.offhook.testkit.network.Address;

/// What invariants may look at.
public interface Scene {

    /// Since the beginning of the run.
    Duration elapsed();

    Store store();

    /// Names of the scripts that have not returned; a call's is `call CA…`.
    List<String> scripts();

    /// Sessions of the platform that were not closed.
    int openMedia();

    /// Dialogs that the platform's signalling knows.
    int legs();

    /// Where the platform's SIP listens.
    Address platform();

    List<FakePhone> phones();

    /// What web applications have to say against the platform.
    List<String> webComplaints();

    /// Whose application this is; null when it may be anybody's.
    @Nullable
    Sid ownerOf(String host);
}
