package org.offhook.testkit.peers;

/// A scenario of SIPp, written step by step: what one side of a call sends and what it must receive. Anything
/// else that arrives makes the call fail, and SIPp says so.
///
/// A caller's scenario begins with [#invite], a callee's with [#awaitInvite]. Answers with 18x and 100 may come
/// or not. The number that is called is [Sipp#calling(String)].
public final class Scenario {

    private static final String END = "\r\n";
    private static final String INVITE_BRANCH = "z9hG4bK-i-[pid]-[call_number]-";

    private final StringBuilder steps = new StringBuilder();
    private final boolean caller;
    private String user = "+15005550199";
    private String contact = "[local_ip]:[local_port]";
    private String headers = "";
    private boolean established;
    private int cseq;

    private Scenario(boolean caller) {
        this.caller = caller;
    }

    public static Scenario caller() {
        return new Scenario(true);
    }

    public static Scenario callee() {
        return new Scenario(false);
    }

    /// The user part of its own address: the number a caller calls from.
    public Scenario as(String number) {
        user = number;
        return this;
    }

    /// Where it wants to get requests, when that is not where it is.
    ///
    /// @param hostAndPort `127.0.0.1:5070`
    public Scenario reachedAt(String hostAndPort) {
        contact = hostAndPort;
        return this;
    }

    /// A header for every INVITE and every answer to one that follows.
    public Scenario header(String line) {
        headers += line + END;
        return this;
    }

    /// INVITE with an offer of PCMU and telephone-event.
    public Scenario invite(Offer offer) {
        cseq++;
        return send(true, request("INVITE", INVITE_BRANCH + cseq, headers, "application/sdp", offer.text()));
    }

    /// The 200 to INVITE comes, and is acknowledged.
    public Scenario answered() {
        provisional();
        step("<recv response=\"200\" rrs=\"true\" rtd=\"1\"/>");
        established = true;
        return send(false, ack());
    }

    /// INVITE without a session description (RFC 3261 §13.2.1); the offer comes with the answer.
    public Scenario inviteWithoutOffer() {
        cseq++;
        return send(true, request("INVITE", INVITE_BRANCH + cseq, headers, "", ""));
    }

    /// The 200 comes with an offer, and the ACK carries the answer to it.
    public Scenario answeredWithOffer(Offer answer) {
        provisional();
        step("<recv response=\"200\" rrs=\"true\" rtd=\"1\"/>");
        established = true;
        return send(false, request("ACK", "[branch]", "", "application/sdp", answer.text()));
    }

    /// INVITE inside the call, its 200 and the ACK.
    public Scenario reinvite(Offer offer) {
        cseq++;
        send(true, request("INVITE", "[branch]", "", "application/sdp", offer.text()));
        step("<recv response=\"100\" optional=\"true\"/>");
        step("<recv response=\"200\"/>");
        return send(false, request("ACK", "[branch]", "", "", ""));
    }

    /// A refusal of INVITE comes, and is acknowledged.
    public Scenario refused(int status) {
        provisional();
        step("<recv response=\"" + status + "\"/>");
        return send(false, request("ACK", INVITE_BRANCH + cseq, "", "", ""));
    }

    /// CANCEL of the INVITE, its 200, and the 487. Something provisional must have come before (RFC 3261 §9.1).
    public Scenario cancel() {
        send(true, request("CANCEL", INVITE_BRANCH + cseq, "", "", ""));
        provisional();
        step("<recv response=\"200\"/>");
        return refused(487);
    }

    /// Something that must come before the scenario goes on.
    public Scenario await(int provisional) {
        step("<recv response=\"100\" optional=\"true\"/>");
        step("<recv response=\"" + provisional + "\"/>");
        return this;
    }

    /// A reliable provisional response comes; its PRACK, and the 200 to that (RFC 3262).
    public Scenario awaitReliable(int status) {
        step("<recv response=\"100\" optional=\"true\"/>");
        step("<recv response=\"180\" optional=\"true\"/>");
        step("<recv response=\"" + status
                + "\" rrs=\"true\"><action><ereg regexp=\"[0-9]+\" search_in=\"hdr\" header=\"RSeq:\""
                + " assign_to=\"rseq\"/></action></recv>");
        step("<Reference variables=\"rseq\"/>");
        String rack = "RAck: [$rseq] " + cseq + " INVITE" + END;
        cseq++;
        established = true;
        send(true, request("PRACK", "[branch]", rack, "", ""));
        established = false;
        step("<recv response=\"200\"/>");
        return this;
    }

    /// A request within the call, and the status that comes back.
    ///
    /// @param fields header lines, each with its line end
    /// @param body with its type, or both empty
    public Scenario send(String method, String fields, String type, String body, int status) {
        cseq++;
        send(true, request(method, "[branch]", fields, type, body));
        step("<recv response=\"100\" optional=\"true\"/>");
        step("<recv response=\"" + status + "\"/>");
        return this;
    }

    /// A request comes within the call, and is answered.
    public Scenario awaitRequest(String method, String status) {
        step("<recv request=\"" + method + "\"/>");
        String answer = answer(status, "[last_CSeq:]", "", "");
        return send(false, answer.replace("[last_To:];tag=[pid]t[call_number]", "[last_To:]"));
    }

    /// REGISTER of its own address, for ten minutes; the challenge comes, is answered, and then comes the
    /// status.
    public Scenario register(String password, int status) {
        registration("");
        step("<recv response=\"401\" auth=\"true\"/>");
        registration("[authentication username=" + user + " password=" + password + "]" + END);
        step("<recv response=\"" + status + "\"/>");
        return this;
    }

    /// A MESSAGE to the number that is called (RFC 3428); the challenge comes, is answered, and then comes the
    /// status.
    public Scenario message(String password, String text, int status) {
        text("", text);
        step("<recv response=\"401\" auth=\"true\"/>");
        text("[authentication username=" + user + " password=" + password + "]" + END, text);
        step("<recv response=\"" + status + "\"/>");
        return this;
    }

    /// SUBSCRIBE to the user that is called, or within the dialog of the subscription once there is one (RFC 6665);
    /// the challenge comes, is answered, and then comes the status.
    ///
    /// @param event   the event package
    /// @param seconds how long it is to last
    public Scenario subscribe(String password, String event, int seconds, int status) {
        String fields = "Event: " + event + END + "Expires: " + seconds + END;
        return authenticated("SUBSCRIBE", fields, password, status);
    }

    private Scenario authenticated(String method, String fields, String password, int status) {
        cseq++;
        send(true, asUser(request(method, "[branch]", fields, "", "")));
        step("<recv response=\"401\" auth=\"true\"/>");
        cseq++;
        String answer = "[authentication username=" + user + " password=" + password + "]" + END;
        send(true, asUser(request(method, "[branch]", fields + answer, "", "")));
        step("<recv response=\"" + status + "\" rrs=\"true\"/>");
        established = status == 200;
        return this;
    }

    /// Users of the platform are in its domain, wherever they are.
    private String asUser(String request) {
        return request.replace(
                "From: <sip:" + user + "@[local_ip]:[local_port]>", "From: <sip:" + user + "@[remote_ip]>");
    }

    /// NOTIFYs come and are answered, for as long as it runs.
    public Scenario awaitNotifies() {
        step("<label id=\"1\"/>");
        awaitRequest("NOTIFY", "200 OK");
        step("<nop next=\"1\"/>");
        return this;
    }

    private void text(String authorization, String text) {
        String to = "sip:[service]@[remote_ip]:[remote_port]";
        outside("MESSAGE", to, to, authorization + bodied("text/plain;charset=utf-8", text));
    }

    /// A request without a dialog, of a user of the platform.
    private void outside(String method, String target, String to, String rest) {
        cseq++;
        send(
                true,
                method + " " + target + " SIP/2.0" + END
                        + "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport" + END
                        + "From: <sip:" + user + "@[remote_ip]>;tag=[pid]t[call_number]" + END
                        + "To: <" + to + ">" + END
                        + "Call-ID: [call_id]" + END
                        + "CSeq: " + cseq + " " + method + END
                        + "Max-Forwards: 70" + END
                        + rest);
    }

    /// A key as SIP INFO (application/dtmf-relay), and its 200.
    public Scenario info(char key) {
        cseq++;
        String body = "Signal=" + key + END + "Duration=160" + END;
        send(true, request("INFO", "[branch]", "", "application/dtmf-relay", body));
        step("<recv response=\"200\"/>");
        return this;
    }

    /// BYE and its 200.
    public Scenario bye() {
        cseq++;
        send(true, request("BYE", "[branch]", "", "", ""));
        step("<recv response=\"200\"/>");
        return this;
    }

    /// INFO comes, and is answered.
    public Scenario awaitInfo() {
        step("<recv request=\"INFO\"/>");
        return reply("200 OK", "", "");
    }

    /// BYE comes, and is answered.
    public Scenario awaitBye() {
        step("<recv request=\"BYE\"/>");
        return reply("200 OK", "", "");
    }

    /// Goes on after so many milliseconds.
    public Scenario pause(int millis) {
        step("<pause milliseconds=\"" + millis + "\"/>");
        return this;
    }

    /// Goes on when the test says so, by [SippRun#goOn]: what a test waits for takes as long as it takes.
    public Scenario awaitWord() {
        step("<recv request=\"" + SippRun.WORD + "\"/>");
        return this;
    }

    /// INVITE comes; what is needed to send requests to that side later is kept.
    public Scenario awaitInvite() {
        step("""
                <recv request="INVITE" rrs="true">
                  <action>
                    <ereg regexp=".*" search_in="hdr" header="From:" assign_to="theirs"/>
                    <ereg regexp=".*" search_in="hdr" header="To:" assign_to="ours"/>
                    <ereg regexp=".*" search_in="hdr" header="Via:" assign_to="via"/>
                  </action>
                </recv>
                <Reference variables="theirs,ours,via"/>""");
        return this;
    }

    /// A provisional or refusing answer, such as `180 Ringing` or `486 Busy Here`.
    public Scenario respond(String status) {
        reply(status, "", headers);
        if (status.charAt(0) != '1') {
            step("<recv request=\"ACK\"/>");
        }
        return this;
    }

    /// A provisional response that is sent reliably (RFC 3262); its PRACK comes.
    public Scenario respondReliably(String status, Offer answer) {
        send(true, answer(status, "[last_CSeq:]", "Require: 100rel" + END + "RSeq: 1" + END, answer.text()));
        return awaitRequest("PRACK", "200 OK");
    }

    /// 200 without a description, for that of a reliable response stands; the ACK comes.
    public Scenario answerAsSaid() {
        String answer = answer("200 OK", "CSeq: 1 INVITE", headers, "");
        send(
                true,
                answer.replace("[last_Via:]", "Via:[$via]")
                        .replace("[last_From:]", "From:[$theirs]")
                        .replace("[last_To:];", "To:[$ours];"));
        established = true;
        step("<recv request=\"ACK\"/>");
        return this;
    }

    /// 200 with an answer of PCMU and telephone-event; the ACK comes.
    public Scenario answer(Offer answer) {
        reply("200 OK", answer.text(), headers);
        established = true;
        step("<recv request=\"ACK\"/>");
        return this;
    }

    /// CANCEL comes: it is answered, and so is the INVITE, with 487.
    public Scenario awaitCancel() {
        step("<recv request=\"CANCEL\"/>");
        reply("200 OK", "", "");
        send(true, answer("487 Request Terminated", "CSeq: [last_cseq_number] INVITE", "", ""));
        step("<recv request=\"ACK\"/>");
        return this;
    }

    String xml() {
        return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<scenario name=\"test\">\n" + steps + "</scenario>\n";
    }

    private void registration(String authorization) {
        String fields =
                "Contact: <sip:" + user + "@" + contact + ";transport=[transport]>" + END + "Expires: 600" + END;
        String own = "sip:" + user + "@[remote_ip]";
        outside("REGISTER", "sip:[remote_ip]:[remote_port]", own, fields + authorization + bodied("", ""));
    }

    /// Of the INVITE, whatever was sent since.
    private String ack() {
        int latest = cseq;
        cseq = 1;
        String ack = request("ACK", "[branch]", "", "", "");
        cseq = latest;
        return ack;
    }

    private void provisional() {
        for (int status : new int[] {100, 180, 183}) {
            step("<recv response=\"" + status + "\" optional=\"true\"/>");
        }
    }

    private Scenario reply(String status, String body, String more) {
        // Only what an ACK follows is repeated: SIPp waits for that before it sends anything else.
        boolean acknowledged = status.charAt(0) > '2' || !body.isEmpty();
        return send(acknowledged, answer(status, "[last_CSeq:]", more, body));
    }

    private String request(String method, String branch, String more, String type, String body) {
        String here = "<sip:" + user + "@[local_ip]:[local_port]>;tag=[pid]t[call_number]";
        boolean tagged = established || method.equals("ACK");
        String there = "<sip:[service]@[remote_ip]:[remote_port]>" + (tagged ? "[peer_tag_param]" : "");
        String target = established ? "[next_url]" : "sip:[service]@[remote_ip]:[remote_port]";
        return method + " " + target + " SIP/2.0" + END
                + "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=" + branch + ";rport" + END
                + (established ? "[routes]" + END : "")
                + (caller ? "From: " + here : "From:[$ours];tag=[pid]t[call_number]") + END
                + (caller ? "To: " + there : "To:[$theirs]") + END
                + "Call-ID: [call_id]" + END
                + "CSeq: " + cseq + " " + method + END
                + "Contact: <sip:" + user + "@" + contact + ";transport=[transport]>" + END
                + "Max-Forwards: 70" + END
                + more
                + bodied(type, body);
    }

    private String answer(String status, String cseqLine, String more, String body) {
        return "SIP/2.0 " + status + END
                + "[last_Via:]" + END
                + "[last_Record-Route:]" + END
                + "[last_From:]" + END
                + "[last_To:];tag=[pid]t[call_number]" + END
                + "[last_Call-ID:]" + END
                + cseqLine + END
                + "Contact: <sip:" + user + "@" + contact + ";transport=[transport]>" + END
                + more
                + bodied("application/sdp", body);
    }

    private static String bodied(String type, String body) {
        return (body.isEmpty() ? "" : "Content-Type: " + type + END) + "Content-Length: [len]" + END + END + body;
    }

    private Scenario send(boolean again, String message) {
        step("<send" + (again ? " retrans=\"500\"" : "") + "><![CDATA[\n" + message.replace("\r\n", "\n")
                + "\n]]></send>");
        return this;
    }

    private void step(String xml) {
        steps.append(xml).append('\n');
    }
}
