package io.slipway.local.data.memory;

import java.util.Comparator;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;

/**
 * A sorted map that never changes: each change gives another map, which shares all but a path of
 * about {@code log n} nodes with the one before (an AVL tree).
 */
final class SortedTree<K, V> {

  private record Node<K, V>(
      K key, V value, Node<K, V> left, Node<K, V> right, int height, int size) {}

  private final Comparator<? super K> order;
  private final Node<K, V> root;

  private SortedTree(Comparator<? super K> order, Node<K, V> root) {
    this.order = order;
    this.root = root;
  }

  static <K, V> SortedTree<K, V> empty(Comparator<? super K> order) {
    return new SortedTree<>(order, null);
  }

  int size() {
    return size(root);
  }

  /** The value of {@code key}; null where there is none. */
  V get(K key) {
    var node = root;
    while (node != null) {
      int side = order.compare(key, node.key);
      if (side == 0) {
        return node.value;
      }
      node = side < 0 ? node.left : node.right;
    }
    return null;
  }

  SortedTree<K, V> with(K key, V value) {
    return new SortedTree<>(order, put(root, key, value));
  }

  SortedTree<K, V> without(K key) {
    return new SortedTree<>(order, remove(root, key));
  }

  /**
   * Visits a range in its order, until {@code visitor} answers false.
   *
   * @param place negative for keys before the range, 0 in it, positive after it; rises with the key
   */
  void visit(
      ToIntFunction<? super K> place,
      boolean ascending,
      BiPredicate<? super K, ? super V> visitor) {
    var unused = visit(root, place, ascending, visitor);
  }

  private static <K, V> boolean visit(
      Node<K, V> node,
      ToIntFunction<? super K> place,
      boolean ascending,
      BiPredicate<? super K, ? super V> visitor) {
    if (node == null) {
      return true;
    }
    int at = place.applyAsInt(node.key);
    if (at < 0) {
      return visit(node.right, place, ascending, visitor);
    }
    if (at > 0) {
      return visit(node.left, place, ascending, visitor);
    }
    var first = ascending ? node.left : node.right;
    var last = ascending ? node.right : node.left;
    return visit(first, place, ascending, visitor)
        && visitor.test(node.key, node.value)
        && visit(last, place, ascending, visitor);
  }

  private Node<K, V> put(Node<K, V> node, K key, V value) {
    if (node == null) {
      return node(key, value, null, null);
    }
    int side = order.compare(key, node.key);
    if (side == 0) {
      return node(key, value, node.left, node.right);
    }
    return side < 0
        ? balanced(node.key, node.value, put(node.left, key, value), node.right)
        : balanced(node.key, node.value, node.left, put(node.right, key, value));
  }

  private Node<K, V> remove(Node<K, V> node, K key) {
    if (node == null) {
      return null;
    }
    int side = order.compare(key, node.key);
    if (side < 0) {
      return balanced(node.key, node.value, remove(node.left, key), node.right);
    }
    if (side > 0) {
      return balanced(node.key, node.value, node.left, remove(node.right, key));
    }
    if (node.left == null || node.right == null) {
      return node.left == null ? node.right : node.left;
    }
    var next = node.right;
    while (next.left != null) {
      next = next.left;
    }
    return balanced(next.key, next.value, node.left, remove(node.right, next.key));
  }

  private static <K, V> Node<K, V> balanced(K key, V value, Node<K, V> left, Node<K, V> right) {
    int lean = height(left) - height(right);
    if (lean > 1) {
      if (height(left.left) >= height(left.right)) {
        return node(left.key, left.value, left.left, node(key, value, left.right, right));
      }
      var top = left.right;
      return node(
          top.key,
          top.value,
          node(left.key, left.value, left.left, top.left),
          node(key, value, top.right, right));
    }
    if (lean < -1) {
      if (height(right.right) >= height(right.left)) {
        return node(right.key, right.value, node(key, value, left, right.left), right.right);
      }
      var top = right.left;
      return node(
          top.key,
          top.value,
          node(key, value, left, top.left),
          node(right.key, right.value, top.right, right.right));
    }
    return node(key, value, left, right);
  }

  private static <K, V> Node<K, V> node(K key, V value, Node<K, V> left, Node<K, V> right) {
    int height = 1 + Math.max(height(left), height(right));
    return new Node<>(key, value, left, right, height, 1 + size(left) + size(right));
  }

  private static int height(Node<?, ?> node) {
    return node == null ? 0 : node.height;
  }

  private static int size(Node<?, ?> node) {
    return node == null ? 0 : node.size;
  }
}
