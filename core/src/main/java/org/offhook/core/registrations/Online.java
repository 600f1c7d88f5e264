package org.offhook.core.registrations;

/// The registrations that are in force, beside what the store keeps of them.
public interface Online {

    /// Takes the devices of a registration off, durably.
    ///
    /// @return false when it was not there any more
    /// @throws org.offhook.core.store.StoreException when it was not stored
    boolean remove(Registered registered);

    /// The row with the ends that its devices were told; the store keeps each of them for longer.
    Registered latest(Registered stored);
}
