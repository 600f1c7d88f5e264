package org.offhook.protocols.sip.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.SipMessage;

/// Processes a PUBLISH that was authenticated and found to be for the publisher's own address: RFC 3903 §6. A pure
/// function from the publications there were to those there are; who keeps them is elsewhere.
///
/// A new publication takes the place of those that the same device left behind: phones that start anew have forgotten
/// their tags, and some send their first PUBLISH twice at once and remember one tag of the two.
public final class Compositor {

    private final long shortest;
    private final long longest;
    private final int most;

    /// @param shortest seconds; less is refused with 423
    /// @param longest  seconds; more is shortened
    /// @param most     publications of an address; one more is refused with 403
    public Compositor(long shortest, long longest, int most) {
        this.shortest = shortest;
        this.longest = longest;
        this.most = most;
    }

    /// @param before the publications of the address, the latest state last, those that are gone included or not
    /// @param tag    for the publication from now on; never used before
    /// @param now    epoch second
    public Published apply(List<Publication> before, Publish publish, String tag, long now) {
        List<Publication> left = new ArrayList<>(before.size() + 1);
        before.stream().filter(one -> !one.isGoneAt(now)).forEach(left::add);
        int known = indexOf(left, publish.match());
        Presence state = publish.state();
        if (publish.match() != null && known < 0) {
            return new Published.Refused(412, 0); // step 4
        }
        if (publish.match() == null && state == null) {
            return new Published.Refused(400, 0); // step 6: nothing to publish
        }
        if (publish.expires() > 0 && publish.expires() < shortest) {
            return new Published.Refused(423, shortest); // step 5
        }
        long expires = publish.expires() == SipMessage.ABSENT ? longest : Math.min(publish.expires(), longest);
        Publication was = known < 0 ? null : left.remove(known);
        if (publish.match() == null && !publish.device().isEmpty()) {
            left.removeIf(one -> one.device().equals(publish.device()));
        }
        if (expires > 0 && state != null) {
            left.add(new Publication(tag, publish.device(), now + expires, state));
        } else if (expires > 0 && was != null) {
            left.add(known, new Publication(tag, publish.device(), now + expires, was.state()));
        }
        return left.size() > most
                ? new Published.Refused(403, 0)
                : new Published.Accepted(List.copyOf(left), tag, expires);
    }

    private static int indexOf(List<Publication> all, @Nullable String tag) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).tag().equals(tag)) {
                return i;
            }
        }
        return -1;
    }
}
