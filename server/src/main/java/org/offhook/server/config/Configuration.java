package org.offhook.server.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.IceServers;
import org.offhook.core.numbers.NumberPool;
import org.offhook.core.presence.PresenceLimits;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.SubscriptionLimits;
import org.offhook.core.signalling.net.ToldByNetwork;
import org.offhook.core.siprec.Connector;
import org.offhook.core.tolls.TollLimits;
import org.offhook.core.trunks.MediaKeys;
import org.offhook.core.usage.Prices;
import org.offhook.core.web.AllowedDestination;
import org.offhook.media.codec.Codec;
import org.offhook.protocols.sip.digest.DigestAlgorithm;

/// All of it. What each value means stands in `offhook-defaults.conf`, in the same order.
///
/// @param https         null: HTTP is not offered by TLS
/// @param publicAddress null: to be found from the listeners
/// @param publicUrl     null: to be made from the HTTP listener once its port is known
/// @param account       null: made at the first start
/// @param nameServers   `dns:` for those of the machine, or `dns://address:port`
/// @param carriers      in the order of preference where nothing else decides
public record Configuration(
        Path data,
        HostPort http,
        @Nullable HostPort https,
        HostPort sip,
        PortRange media,
        @Nullable String publicAddress,
        List<ToldByNetwork.Rule> publicAddresses,
        @Nullable URI publicUrl,
        Profile profile,
        List<AllowedDestination> allow,
        OptionalLong seed,
        @Nullable FirstAccount account,
        List<NumberSetting> numbers,
        NumberPool pool,
        Prices prices,
        List<Carrier> carriers,
        Registrar registrar,
        SubscriptionLimits subscriptions,
        PresenceLimits presence,
        Tls tls,
        MediaKeys mediaKeys,
        IceServers ice,
        List<Codec> codecs,
        String ffmpeg,
        Speech speech,
        Recognition recognition,
        MailSettings mail,
        List<Connector> connectors,
        Limits limits,
        SipLimits sipLimits,
        Domains domains,
        String nameServers,
        TollLimits tolls,
        SignallingLimits signalling,
        Log log) {

    /// What proves the names of SIP domains.
    ///
    /// @param asked   whether tenants have to prove names
    /// @param own     host names under which they need not, in lower case
    /// @param page    the URL of the file, with `DOMAIN` for the name
    /// @param recheck how often a proof is looked for again
    /// @param grace   how long one may be missing
    public record Domains(boolean asked, List<String> own, String page, Duration recheck, Duration grace) {}

    public enum Profile {
        DEV,
        PROD
    }

    public record FirstAccount(String sid, String token) {
        @Override
        public String toString() {
            return "FirstAccount[" + sid + "]";
        }
    }

    /// A number of the first account; null leaves what the number has.
    public record NumberSetting(
            String number,
            @Nullable String voice,
            @Nullable String voiceMethod,
            @Nullable String voiceFallback,
            @Nullable String message,
            @Nullable String statusCallback) {}

    /// The components are those of core.trunks.Trunk.
    ///
    /// @param realm only its challenges are answered; null: any of the carrier's
    public record Carrier(
            String name,
            String uri,
            @Nullable String username,
            @Nullable String password,
            @Nullable String realm,
            List<String> prefixes,
            BigDecimal price,
            int channels,
            String prepend) {
        @Override
        public String toString() {
            return "Carrier[" + uri + "]";
        }
    }

    /// @param digests what phones are asked for, in this order; at least one
    public record Registrar(
            String realm,
            List<DigestAlgorithm> digests,
            List<User> users,
            Duration longest,
            Duration shortest,
            Duration keepAlive) {}

    public record User(String name, String password) {
        @Override
        public String toString() {
            return "User[" + name + "]";
        }
    }

    /// @param certificate null together with `key`: none, or one that is made here
    /// @param trust       null: those that Java knows
    /// @param hsts        zero: browsers are told nothing
    public record Tls(
            @Nullable Path certificate,
            @Nullable Path key,
            @Nullable Path trust,
            Duration hsts) {}

    /// @param engines of `http`, `espeak`, `freetts`, in the order in which they are asked
    /// @param http    null: not configured
    public record Speech(List<String> engines, @Nullable SpeechService http, String espeak) {}

    /// @param languages primary subtags; empty for all
    public record SpeechService(
            URI url,
            @Nullable String key,
            String model,
            String man,
            String woman,
            String format,
            List<String> languages) {
        @Override
        public String toString() {
            return "SpeechService[" + url + "]";
        }
    }

    /// @param engines of `http`, `script`, in the order in which they are asked
    /// @param http    null: not configured
    /// @param script  what is understood, utterance by utterance; empty: not configured
    public record Recognition(
            List<String> engines, @Nullable RecognitionService http, List<String> script) {}

    /// @param languages primary subtags; empty for all
    public record RecognitionService(
            URI url, @Nullable String key, String model, String format, List<String> languages) {
        @Override
        public String toString() {
            return "RecognitionService[" + url + "]";
        }
    }

    /// @param sound       bytes
    /// @param soundCache  bytes
    /// @param promptFiles bytes
    public record Limits(
            int calls,
            int callsPerSecond,
            int outgoingCallsPerSecond,
            int waitingCalls,
            int messagesPerSecond,
            Duration callDuration,
            Duration callStart,
            Duration soundLate,
            int heap,
            Duration drain,
            int sound,
            long soundCache,
            long promptFiles,
            int utterances,
            Duration mediaSilence,
            int recordingsPerCall,
            int streamsPerCall,
            Duration streamBuffer) {}

    public record Log(Format format, String level) {
        public enum Format {
            AUTO,
            JSON,
            TEXT
        }
    }
}
