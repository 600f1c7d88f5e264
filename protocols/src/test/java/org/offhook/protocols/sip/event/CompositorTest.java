package org.offhook.protocols.sip.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.protocols.sip.SipMessage;

class CompositorTest {

    private static final Presence AWAY = new Presence(true, List.of("away"), "");

    private final Compositor compositor = new Compositor(60, 3_600, 2);
    private List<Publication> all = List.of();
    private long now = 1_000;
    private int tags;
    private String device = "";

    /// The new tag, or the status of a refusal.
    private String publish(String match, Presence state, long expires) {
        return switch (compositor.apply(all, new Publish(match, device, state, expires), "t" + ++tags, now)) {
            case Published.Accepted(List<Publication> left, String tag, long granted) -> {
                all = left;
                yield tag + " " + granted;
            }
            case Published.Refused(int status, long minExpires) -> status + " " + minExpires;
        };
    }

    @Test
    void aNewStateIsKeptForAsLongAsItIsGranted() {
        assertThat(publish(null, AWAY, 600)).isEqualTo("t1 600");
        assertThat(all).containsExactly(new Publication("t1", "", 1_600, AWAY));
        assertThat(publish(null, AWAY, SipMessage.ABSENT)).isEqualTo("t2 3600");
        now = 1_600;
        assertThat(publish(null, Presence.OPEN, 100_000)).isEqualTo("t3 3600");
        assertThat(all).extracting(Publication::tag).as("t1 is gone").containsExactly("t2", "t3");
    }

    @Test
    void aRefreshKeepsTheStateUnderAnotherTag() {
        publish(null, AWAY, 600);
        now += 500;
        assertThat(publish("t1", null, 600)).isEqualTo("t2 600");
        assertThat(all).containsExactly(new Publication("t2", "", 2_100, AWAY));
        assertThat(publish("t1", null, 600)).as("a tag is good once").isEqualTo("412 0");
    }

    @Test
    void aModificationReplacesTheState() {
        publish(null, AWAY, 600);
        publish(null, Presence.CLOSED, 600);
        assertThat(publish("t1", Presence.OPEN, 600)).isEqualTo("t3 600");
        assertThat(all).extracting(Publication::state).containsExactly(Presence.CLOSED, Presence.OPEN);
    }

    @Test
    void aRemovalLeavesTheOthers() {
        publish(null, AWAY, 600);
        publish(null, Presence.OPEN, 600);
        assertThat(publish("t1", null, 0)).isEqualTo("t3 0");
        assertThat(all).extracting(Publication::tag).containsExactly("t2");
        assertThat(publish("t1", null, 0)).isEqualTo("412 0");
    }

    @Test
    void whatCannotBeDoneChangesNothing() {
        publish(null, AWAY, 600);
        List<Publication> before = all;
        assertThat(publish("nothing", null, 600)).isEqualTo("412 0");
        assertThat(publish("nothing", AWAY, 600)).isEqualTo("412 0");
        assertThat(publish(null, null, 600)).isEqualTo("400 0");
        assertThat(publish(null, AWAY, 59)).isEqualTo("423 60");
        publish(null, AWAY, 600);
        assertThat(publish(null, AWAY, 600)).as("too many").isEqualTo("403 0");
        assertThat(all).containsAll(before).hasSize(2);
        assertThat(publish(null, AWAY, 0)).as("for no time at all").endsWith(" 0");
        assertThat(all).hasSize(2);
    }

    @Test
    void aNewStateOfADeviceTakesThePlaceOfWhatItLeftBehind() {
        publish(null, AWAY, 600);
        device = "192.0.2.7:5060 192.0.2.7";
        publish(null, Presence.OPEN, 600);
        assertThat(publish(null, Presence.CLOSED, 600)).isEqualTo("t3 600");
        assertThat(all).extracting(Publication::tag).as("others stay").containsExactly("t1", "t3");
        assertThat(publish("t2", null, 600)).as("what it forgot").isEqualTo("412 0");
        assertThat(publish("t3", Presence.OPEN, 600)).isEqualTo("t5 600");
        assertThat(publish(null, null, 600)).as("a refusal removes nothing").isEqualTo("400 0");
        assertThat(all).extracting(Publication::tag).containsExactly("t1", "t5");
    }

    @Test
    void aStateThatIsGoneCannotBeRefreshed() {
        publish(null, AWAY, 60);
        now += 60;
        assertThat(publish("t1", null, 60)).isEqualTo("412 0");
    }
}
