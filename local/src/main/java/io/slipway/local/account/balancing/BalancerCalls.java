package io.slipway.local.account.balancing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Limit;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** The calls about load balancers and listeners. */
final class BalancerCalls {

  private final Ledger ledger;

  BalancerCalls(Ledger ledger) {
    this.ledger = ledger;
  }

  CreateLoadBalancerResponse createLoadBalancer(CreateLoadBalancerRequest request) {
    var balancer = Listeners.createBalancer(ledger.kernel(), ledger.state(), request);
    ledger.changed();
    return CreateLoadBalancerResponse.builder().loadBalancers(balancer.shape).build();
  }

  /** Deletes the balancer with its listeners and rules; does nothing where it is gone. */
  DeleteLoadBalancerResponse deleteLoadBalancer(DeleteLoadBalancerRequest request) {
    var arn = request.loadBalancerArn();
    ledger.state().balancers.remove(arn);
    var listeners =
        ledger.state().listeners.values().stream()
            .filter(listener -> listener.shape.loadBalancerArn().equals(arn))
            .map(listener -> listener.shape.listenerArn())
            .toList();
    listeners.forEach(this::removeListener);
    ledger.reattach();
    return DeleteLoadBalancerResponse.builder().build();
  }

  DescribeLoadBalancersResponse describeLoadBalancers(DescribeLoadBalancersRequest request) {
    List<LoadBalancer> found = new ArrayList<>();
    ledger.state().balancers.values().forEach(balancer -> found.add(balancer.shape));
    if (request.hasLoadBalancerArns()) {
      found.removeIf(b -> !request.loadBalancerArns().contains(b.loadBalancerArn()));
      allFound(found, request.loadBalancerArns());
    }
    if (request.hasNames()) {
      found.removeIf(b -> !request.names().contains(b.loadBalancerName()));
      allFound(found, request.names());
    }
    var page = Ledger.page(found, request.marker(), request.pageSize());
    return DescribeLoadBalancersResponse.builder()
        .loadBalancers(page.items())
        .nextMarker(page.next())
        .build();
  }

  CreateListenerResponse createListener(CreateListenerRequest request) {
    var actions = Actions.normal(request.defaultActions());
    ledger.groupsExist(actions);
    var listener = Listeners.createListener(ledger.state(), request, actions);
    ledger.reattach();
    return CreateListenerResponse.builder().listeners(listener.shape).build();
  }

  DeleteListenerResponse deleteListener(DeleteListenerRequest request) {
    ledger.listener(request.listenerArn());
    removeListener(request.listenerArn());
    ledger.reattach();
    return DeleteListenerResponse.builder().build();
  }

  /** The one that the listener was made with is its default. */
  DescribeListenerCertificatesResponse certificates(DescribeListenerCertificatesRequest request) {
    return DescribeListenerCertificatesResponse.builder()
        .certificates(ledger.listener(request.listenerArn()).shape.certificates())
        .build();
  }

  /** Those that Slipway asks for. */
  DescribeAccountLimitsResponse limits() {
    return DescribeAccountLimitsResponse.builder()
        .limits(
            Limit.builder()
                .name("rules-per-application-load-balancer")
                .max(Integer.toString(ledger.state().mostRules))
                .build())
        .build();
  }

  DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
    if (request.loadBalancerArn() != null
        && !ledger.state().balancers.containsKey(request.loadBalancerArn())) {
      throw BalancingErrors.noBalancer(request.loadBalancerArn());
    }
    var found =
        request.hasListenerArns()
            ? request.listenerArns().stream().map(arn -> ledger.listener(arn).shape).toList()
            : ledger.state().listeners.values().stream()
                .map(listener -> listener.shape)
                .filter(l -> l.loadBalancerArn().equals(request.loadBalancerArn()))
                .toList();
    var page = Ledger.page(found, request.marker(), request.pageSize());
    return DescribeListenersResponse.builder()
        .listeners(page.items())
        .nextMarker(page.next())
        .build();
  }

  private static void allFound(List<LoadBalancer> found, List<String> asked) {
    if (found.size() < Set.copyOf(asked).size()) {
      throw BalancingErrors.noBalancer(String.join(", ", asked));
    }
  }

  private void removeListener(String arn) {
    ledger.state().listeners.remove(arn);
    ledger.state().rules.values().removeIf(rule -> rule.listenerArn.equals(arn));
  }
}
