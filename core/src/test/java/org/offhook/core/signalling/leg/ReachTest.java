package org.offhook.core.signalling.leg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.protocols.sip.SipUri;

/// Where requests go, and by which connection.
final class ReachTest {

    private static final Flow CAME = new Flow(Transport.TCP, "192.0.2.7", 5066, 7);

    @Test
    void thePhoneThatRegisteredIsReachedByItsConnection() {
        String way = Reach.way(CAME);
        assertThat(Reach.literal((SipUri) Reach.hop(null, way), Transport.TCP, way))
                .isEqualTo(CAME);
    }

    /// The number of a connection is easily guessed: a phone that writes it into a Path or a Contact would have its
    /// calls sent to somebody else's phone.
    @Test
    void aConnectionThatAPhoneNamesIsNotUsed() {
        String path = "<" + Reach.way(CAME) + ";lr>";
        SipUri hop = (SipUri) Reach.hop(null, path);
        assertThat(hop.host()).isEqualTo("192.0.2.7");
        assertThat(Reach.literal(hop, Transport.TCP, path))
                .isEqualTo(new Flow(Transport.TCP, "192.0.2.7", 5066, Flow.ANY));
        SipUri contact = (SipUri) Reach.hop(SipUri.parse(Reach.way(CAME)), null);
        assertThat(Reach.literal(contact, Transport.TCP, null).connection()).isEqualTo(Flow.ANY);
    }
}
