package org.offhook.media.net;

import java.nio.ByteBuffer;

/// One leg's pair of ports. All but the three that describe it are for the shard's thread alone. Nothing here
/// throws for what the network does; a packet that cannot be sent is a lost packet.
public interface LegSocket {

    /// Address literal that the far end is told to send to.
    String host();

    /// The even port, for RTP.
    int port();

    /// The port for RTCP.
    int controlPort();

    /// Who hears of packets from now on.
    void listen(Listener listener);

    /// Reads the next packet of the RTP port to the beginning of `into`.
    ///
    /// @return its length; -1 when there is none
    int receive(ByteBuffer into);

    /// The same for the RTCP port. Packets from another host than that which RTP was aimed at or connected to
    /// are left out.
    int receiveControl(ByteBuffer into);

    /// Who sent the packet read last. Only before [#connect].
    Peer source();

    /// Whether the packet read last came from the host that [#aim] named. Only before [#connect].
    boolean fromAimedHost();

    /// Where packets go until [#connect], and RTCP always. Undoes a connect. Nothing goes to an address that is
    /// not
    /// admitted until something has come from there.
    void aim(Peer rtp, Peer control);

    /// Sends RTP there until [#connect], and goes on hearing everybody.
    void redirect(Peer rtp);

    /// From now on the RTP port sends to `peer` and hears nobody else: the system drops what others send.
    void connect(Peer peer);

    /// Sends the bytes between position and limit; both are unchanged afterwards.
    boolean send(ByteBuffer packet);

    boolean sendControl(ByteBuffer packet);

    /// Sends the bytes between position and limit to who sent the packet that was read last of the RTP port. Only
    /// before [#connect].
    void reply(ByteBuffer packet);

    /// Gives the ports back.
    void release();

    /// Told by [Sockets#poll] that there is something to read. Reads one packet.
    interface Listener {
        void readable();

        void controlReadable();
    }
}
