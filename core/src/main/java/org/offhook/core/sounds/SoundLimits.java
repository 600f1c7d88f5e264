package org.offhook.core.sounds;

import java.time.Duration;

/// The limits of the media layer.
///
/// @param cache      bytes of samples that are kept in memory, all accounts together
/// @param file       bytes of a sound file as it is fetched
/// @param connect    of each exchange for a file, as for a webhook
/// @param read       between two bytes of it
/// @param total      for one exchange; longer than for a webhook, because files are larger than documents
/// @param redirects  followed for one file
/// @param underWay   different sounds that are being made or fetched at once
/// @param decoding   bytes of files that are being decoded at once, all accounts together
/// @param decodingPerAccount of these, at most so many for one account
/// @param text       bytes (UTF-8) of one text (contract §22)
/// @param engineRest how long an engine that failed is not asked while another one works
public record SoundLimits(
        long cache,
        int file,
        Duration connect,
        Duration read,
        Duration total,
        int redirects,
        int underWay,
        long decoding,
        long decodingPerAccount,
        int text,
        Duration engineRest) {

    public static final SoundLimits DEFAULT = new SoundLimits(
            256L << 20,
            50_000_000,
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            10,
            1_000,
            256L << 20,
            110L << 20,
            4_096,
            Duration.ofSeconds(30));

    public SoundLimits withCache(long bytes) {
        return new SoundLimits(
                bytes, file, connect, read, total, redirects, underWay, decoding, decodingPerAccount, text, engineRest);
    }

    public SoundLimits withFile(int bytes) {
        return new SoundLimits(
                cache,
                bytes,
                connect,
                read,
                total,
                redirects,
                underWay,
                decoding,
                decodingPerAccount,
                text,
                engineRest);
    }
}
