package io.slipway.spec.canaryfile;

import io.slipway.spec.WebProtocol;
import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Optional;

/** A port of the load balancers. */
record ListenerSection(
    @Key(says = "of the load balancers", min = 1, max = 65535, aws = "Listener.Port") int port,
    @Key(says = "HTTP or HTTPS", byDefault = "\"HTTP\"", aws = "Listener.Protocol")
        WebProtocol protocol,
    @Key(says = "what it forwards to") ListenerTarget targetGroup,
    @Key(says = "none: everything is forwarded", byDefault = "[]", aws = "ListenerRule")
        List<RuleSection> rules,
    @Key(says = "a single rule; the same as rules with one", aws = "ListenerRule")
        Optional<RuleSection> rule,
    @Key(
            says = "host names or ARNs of ACM, for HTTPS",
            byDefault = "[]",
            most = 25,
            aws = "Listener.Certificates")
        List<String> certificates) {}
