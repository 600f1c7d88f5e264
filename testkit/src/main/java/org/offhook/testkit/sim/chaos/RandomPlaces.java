package org.offhook.testkit.sim.chaos;

import java.util.List;

/// Where documents and callers may want to go.
///
/// @param numbers  on the platform and outside, some of nobody
/// @param sips     SIP URIs of phones, some of nobody
/// @param callback absolute URL of the tenant's callbacks
record RandomPlaces(Chance chance, List<String> numbers, List<String> sips, String callback) {

    /// How many documents an application has.
    static final int DOCUMENTS = 6;

    String path() {
        return chance.percent(3) ? "http://nowhere.example/x" : "/doc" + chance.between(1, DOCUMENTS);
    }

    String sound() {
        return chance.percent(10) ? "/nothing.wav" : "/sound.wav";
    }

    String number() {
        return chance.one(numbers);
    }

    String sip() {
        return chance.one(sips);
    }
}
