package org.offhook.core.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.core.recordings.RecordingSink;

/// One leg's sound. Every method is safe from any thread, queues a command to the media shard and returns at
/// once.
public interface MediaSession extends AutoCloseable {

    /// Says whether later offers and answers speak of encryption. Without, nothing is encrypted.
    void encrypt(Encryption wanted);

    /// Our offer, as SDP.
    String offer();

    /// Answers an offer of the far end; also a later one, such as hold.
    Negotiation answer(String offer);

    /// Takes the far end's answer to our offer.
    Negotiation accept(String answer);

    /// Plays once everything queued before has been played; [MediaEvent.Played] with this id tells the end,
    /// also after [#stopPlaying].
    ///
    /// @return the id of this playing, unique in the session
    long play(Audio audio);

    /// Stops what plays and forgets what is queued.
    void stopPlaying();

    /// Sends keys by RFC 4733 (or in-band when the far end takes none): 0–9, A–D, `*`, `#`, `w` waits 0.5 s,
    /// `W` 1 s. Ends with [MediaEvent.Played].
    long press(String digits);

    /// Starts to write what is heard.
    ///
    /// @param recorder how, and where to
    /// @return its id, for the events and [#stopRecording]
    long record(Recorder recorder);

    /// Ends a recording; [MediaEvent.Recorded] follows.
    void stopRecording(long id);

    /// Leaves out what is said, or takes it up again.
    void pauseRecording(long id, Pause how);

    /// Lets somebody hear along from now on, until [#untap] or [#close].
    void tap(Tap tap);

    void untap(Tap tap);

    /// From now on the far end hears this whenever nothing is played or pressed.
    ///
    /// @param source null for nothing
    void speak(@Nullable SoundSource source);

    /// Cuts what is said into utterances, from now on: [MediaEvent.Speaks] and [MediaEvent.Spoken] tell of them.
    ///
    /// @return its id, for the events and [#stopListening]
    long listen(Listening how);

    /// Finds out who has answered, from now on; [MediaEvent.Detected] tells it, once.
    ///
    /// @return its id, for the event and [#stopListening]
    long detect(MachineDetection how);

    /// Ends a listening or detection; what is being said then is forgotten.
    void stopListening(long id);

    /// Joins this leg's sound with another's, both ways, until [#unbridge].
    void bridge(MediaSession other);

    void unbridge();

    /// Puts this leg into a mix, or changes how it is in it.
    void join(MediaServer.Mix mix, Presence presence);

    void leave(MediaServer.Mix mix);

    /// Packets and their losses so far.
    MediaStatistics statistics();

    @Override
    void close();

    /// How a leg takes part in a mix.
    ///
    /// @param speaks whether the others hear it
    /// @param hears  whether it hears the others
    /// @param heardBy the only one of the others who hears it; null for all
    record Presence(boolean speaks, boolean hears, @Nullable MediaSession heardBy) {
        public static final Presence FULL = new Presence(true, true);

        public Presence(boolean speaks, boolean hears) {
            this(speaks, hears, null);
        }
    }

    /// Whether sound is encrypted (SRTP, RFC 3711), with keys that both descriptions show (RFC 4568).
    enum Encryption {
        /// It is not; who wants it to be is refused.
        NONE,
        /// It is when the far end can.
        OFFERED,
        /// It is, or there is no session.
        REQUIRED
    }

    /// What came of an offer and answer.
    sealed interface Negotiation {

        /// @param sdp    our answer; empty when the far end's answer was taken
        /// @param onHold whether the far end wants to send nothing, or hear nothing
        record Agreed(String sdp, boolean onHold) implements Negotiation {}

        /// Nothing in common, or not SDP: 488.
        record Refused(String reason) implements Negotiation {}
    }

    /// How to record.
    ///
    /// @param sink        where the samples go
    /// @param channels    1 mixes both directions (or takes one), 2 keeps far end left, ours right
    /// @param track       which directions
    /// @param endSilence  end after so much silence; zero for never
    /// @param longest     end after so much
    /// @param finishKeys  keys that end it; they are reported in [MediaEvent.Recorded] and as no other event
    /// @param trimSilence drop silence at the beginning and the end
    record Recorder(
            RecordingSink sink,
            int channels,
            Track track,
            Duration endSilence,
            Duration longest,
            String finishKeys,
            boolean trimSilence) {}

    /// How to cut speech into utterances.
    ///
    /// @param track      [Track#INBOUND] or [Track#OUTBOUND]
    /// @param endSilence an utterance ends with so much silence
    /// @param longest    a longer utterance is cut off here, and the rest is another one
    /// @param partials   how often an unfinished utterance is told; zero for never
    record Listening(Track track, Duration endSilence, Duration longest, Duration partials) {

        public Listening {
            if (track == Track.BOTH) {
                throw new IllegalArgumentException("one direction at a time");
            }
        }
    }

    /// What becomes of the time for which a recording is paused.
    enum Pause {
        /// It is not paused.
        NONE,
        /// As if it had not been.
        SKIP,
        /// Silence of the same length.
        SILENCE
    }

    enum Track {
        /// What the far end says.
        INBOUND,
        /// What the far end hears.
        OUTBOUND,
        BOTH
    }

    /// @param remote where the far end's sound comes from, or null while unknown
    record MediaStatistics(
            long packetsReceived,
            long packetsSent,
            long lost,
            long late,
            long foreign,
            @Nullable String codec,
            @Nullable String remote) {}
}
