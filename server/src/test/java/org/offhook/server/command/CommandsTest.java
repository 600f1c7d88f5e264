package org.offhook.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    serv              | offhook: there is no use for serv; did you mean serve?
                    serve --htp x     | offhook serve: there is no flag --htp; did you mean --http?
                    serve --http      | offhook serve: missing required parameter for option '--http' (HOST:PORT)
                    serve more        | offhook serve: there is no use for more
                    serve --http 1    | offhook serve: http: "1" is not HOST:PORT, such as 127.0.0.1:8080 (--http)
                    replay CA1 --fast | offhook replay: this command comes in a later version
                    demo --json --stay | offhook demo: --json and --stay do not go together
                    phone             | offhook phone: missing required argument
                    phone --call      | offhook phone: missing required parameter for option '--call' (ADDRESS)
                    phone --call a@b  | offhook phone: --call: "a@b" is not sip:USER@HOST, +E164 or a name
                    phone --answer --press 1@soon      | offhook phone: --press: "1@soon" is not KEYS@TIME
                    phone --answer --hangup-after x+   | offhook phone: --hangup-after: "x+" is not a time
                    phone --answer --patience long     | offhook phone: --patience: "long" is not a time
                    phone --answer --say-file none.wav | offhook phone: there is no file none.wav (--say-file)
                    phone --answer --sip nowhere       | offhook phone: --sip: "nowhere" is not HOST:PORT
                    phone --answer --register alice    | offhook phone: --register: "alice" is not USER@HOST
                    test a.yaml       | offhook test: this command comes in a later version
                    """)
    void wrongUseIsOneLineAndExitsWithTwo(String words, String line) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith(line).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void withoutACommandOneIsAskedFor() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("a command is missing").hasLineCount(1);
    }

    @Test
    void helpListsTheCommands() {
        assertThat(run("help")).isZero();
        assertThat(out.toString()).contains("serve", "version", "help");
    }

    @Test
    void helpOfServeNamesEveryFlagWithItsVariable() {
        assertThat(run("help", "serve")).isZero();
        assertThat(out.toString()).contains("--config", "OFFHOOK_CONFIG");
        for (var setting : org.offhook.server.config.Setting.values()) {
            assertThat(out.toString()).contains(setting.flag(), setting.variable());
        }
    }

    @Test
    void theDefaultsCanBePrintedAsAFile() {
        assertThat(run("serve", "--defaults")).isZero();
        assertThat(out.toString()).contains("http = \"127.0.0.1:8080\"", "limits {");
    }

    @Test
    void aStackTraceIsShownOnlyWhenAskedFor() {
        assertThat(run("serve", "--config", "/nowhere.conf")).isEqualTo(2);
        assertThat(err.toString())
                .contains("/nowhere.conf cannot be read (--config)")
                .hasLineCount(1);

        assertThat(run("serve", "--config", "/nowhere.conf", "--verbose")).isEqualTo(2);
        assertThat(err.toString()).contains("at org.offhook.server.config.Configurations");
    }

    @Test
    void versionSaysWhatRuns() {
        assertThat(run("version")).isZero();
        assertThat(out.toString()).startsWith("offhook ").contains("Java " + Runtime.version());
    }

    private int run(String... words) {
        return Commands.run(new PrintWriter(out), new PrintWriter(err), words);
    }
}
