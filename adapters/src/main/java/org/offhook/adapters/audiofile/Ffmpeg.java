package org.offhook.adapters.audiofile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.media.codec.WavDecoder;

/// The program ffmpeg as a child process: a file in, samples on a pipe out.
///
/// `prlimit` bounds its memory and its CPU time, `bwrap` takes away the network and all files but the programs
/// and the one to be read; each is used when it is installed and works. The demuxer is given, so playlists that
/// name other files are not read as such.
public final class Ffmpeg {
    private static final long MEMORY = 1_500_000_000L;
    private static final int MOST_BYTES = WavDecoder.LONGEST * Audio.RATE * 2;

    private final String program;
    private final Path spool;
    private final Duration patience;
    private final boolean installed;
    private final boolean limited;
    private final boolean boxed;

    /// @param program name or path, mostly `ffmpeg`
    /// @param spool folder for the files while they are decoded
    /// @param patience how long one file may take; also its CPU time
    public Ffmpeg(String program, Path spool, Duration patience) {
        this.program = program;
        this.spool = spool;
        this.patience = patience;
        this.installed = works(List.of(program, "-version"));
        this.limited = installed && works(List.of("prlimit", "--version"));
        List<String> boxedVersion = new ArrayList<>(box(null));
        boxedVersion.addAll(List.of(program, "-version"));
        this.boxed = installed && works(boxedVersion);
    }

    public boolean installed() {
        return installed;
    }

    /// One line for the log at start.
    public String describe() {
        if (!installed) {
            return "ffmpeg is not installed: only WAV, MP3 and headerless G.711 files can be played";
        }
        return "other sound files are decoded by ffmpeg" + (limited ? ", limited by prlimit" : "")
                + (boxed ? ", boxed by bubblewrap" : "");
    }

    Decoded decode(byte[] bytes, String demuxer, String caption) {
        if (!installed) {
            return new Decoded.Unplayable("this kind of file needs ffmpeg, which is not installed");
        }
        try {
            Path file = Files.createTempFile(spool, "sound", ".in");
            try {
                Files.write(file, bytes);
                return run(file, demuxer, caption);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            return new Decoded.Unplayable("the file could not be spooled for ffmpeg");
        }
    }

    private Decoded run(Path file, String demuxer, String caption) throws IOException {
        Process process = new ProcessBuilder(command(file, demuxer))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread watchdog = Thread.ofVirtual().start(() -> end(process));
        try (InputStream pipe = process.getInputStream()) {
            byte[] pcm = pipe.readNBytes(MOST_BYTES + 2);
            if (pcm.length > MOST_BYTES) {
                return new Decoded.Unplayable("longer than " + WavDecoder.LONGEST + " seconds");
            }
            if (pcm.length < 2 || !ended(process)) {
                return new Decoded.Unplayable("ffmpeg could not decode it");
            }
            return new Decoded.Sound(new Audio(samples(pcm), caption));
        } finally {
            process.destroyForcibly();
            watchdog.interrupt();
        }
    }

    /// Whether the program came to its own end; a killed one leaves half a sound.
    private boolean ended(Process process) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void end(Process process) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> command(Path file, String demuxer) {
        List<String> command = new ArrayList<>();
        if (limited) {
            command.addAll(List.of("prlimit", "--as=" + MEMORY, "--cpu=" + patience.toSeconds(), "--fsize=0", "--"));
        }
        String seen = file.toString();
        if (boxed) {
            command.addAll(box(file));
            seen = "/in";
        }
        command.addAll(List.of(program, "-nostdin", "-v", "quiet", "-threads", "1"));
        command.addAll(List.of("-protocol_whitelist", "file,pipe", "-f", demuxer, "-i", seen));
        command.addAll(List.of("-map", "0:a:0", "-ac", "1", "-ar", Integer.toString(Audio.RATE)));
        command.addAll(List.of("-t", Integer.toString(WavDecoder.LONGEST + 1), "-f", "s16le", "pipe:1"));
        return command;
    }

    private static List<String> box(@Nullable Path file) {
        List<String> box = new ArrayList<>(List.of("bwrap", "--unshare-all", "--die-with-parent", "--new-session"));
        box.addAll(List.of("--ro-bind", "/usr", "/usr", "--dev", "/dev"));
        for (String link : List.of("/bin", "/lib", "/lib64")) {
            box.addAll(List.of("--symlink", "usr" + link, link));
        }
        for (String needed : List.of("/etc/alternatives", "/etc/ld.so.cache")) {
            box.addAll(List.of("--ro-bind-try", needed, needed));
        }
        if (file != null) {
            box.addAll(List.of("--ro-bind", file.toString(), "/in"));
        }
        box.add("--");
        return box;
    }

    private static short[] samples(byte[] pcm) {
        short[] samples = new short[pcm.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) ((pcm[2 * i] & 0xff) | pcm[2 * i + 1] << 8);
        }
        return samples;
    }

    /// Whether a command runs and succeeds.
    private static boolean works(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(10, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
