//! Strongly connected components of a graph (Tarjan 1972), by a list instead of recursion: no document is too deep.

/// The component of each node of a graph, where node `n` has edges to the nodes `edges[n]`. Nodes have the same number
/// exactly if each reaches the other; the numbers mean nothing else.
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut search = Search {
        edges,
        order: vec![None; edges.len()],
        low: vec![0; edges.len()],
        component: vec![None; edges.len()],
        path: Vec::new(),
        visited: 0,
        components: 0,
    };
    for node in 0..edges.len() {
        search.from(node);
    }
    search
        .component
        .into_iter()
        .map(Option::unwrap_or_default)
        .collect()
}

/// Whether each node is on a cycle: with others, or by an edge to itself.
pub(super) fn on_cycle(edges: &[Vec<usize>]) -> Vec<bool> {
    let components = components(edges);
    let mut sizes = vec![0_usize; edges.len()];
    for component in &components {
        if let Some(size) = sizes.get_mut(*component) {
            *size += 1;
        }
    }
    let large = |component: &usize| sizes.get(*component).is_some_and(|size| *size > 1);
    components
        .iter()
        .zip(edges)
        .enumerate()
        .map(|(node, (component, edges))| large(component) || edges.contains(&node))
        .collect()
}

struct Search<'e> {
    edges: &'e [Vec<usize>],
    /// When a node was visited first.
    order: Vec<Option<usize>>,
    /// The earliest visited node that it reaches.
    low: Vec<usize>,
    component: Vec<Option<usize>>,
    /// Visited nodes without a component yet.
    path: Vec<usize>,
    visited: usize,
    components: usize,
}

impl Search<'_> {
    fn from(&mut self, root: usize) {
        if self.order_of(root).is_some() {
            return;
        }
        self.enter(root);
        // Nodes on the way, each with the number of its edges that were followed.
        let mut stack = vec![(root, 0)];
        while let Some((node, followed)) = stack.last_mut() {
            let node = *node;
            let target = self.edges.get(node).and_then(|edges| edges.get(*followed));
            let Some(&target) = target else {
                stack.pop();
                self.leave(node);
                if let Some((parent, _)) = stack.last() {
                    self.lower(*parent, self.low_of(node));
                }
                continue;
            };
            *followed += 1;
            match self.order_of(target) {
                None if target < self.edges.len() => {
                    self.enter(target);
                    stack.push((target, 0));
                }
                Some(order) if self.component.get(target) == Some(&None) => {
                    self.lower(node, order);
                }
                _ => {}
            }
        }
    }

    fn enter(&mut self, node: usize) {
        if let (Some(order), Some(low)) = (self.order.get_mut(node), self.low.get_mut(node)) {
            *order = Some(self.visited);
            *low = self.visited;
        }
        self.visited += 1;
        self.path.push(node);
    }

    /// Ends a node; what is on the path behind the first of a component is the component.
    fn leave(&mut self, node: usize) {
        if self.order_of(node) != Some(self.low_of(node)) {
            return;
        }
        while let Some(last) = self.path.pop() {
            if let Some(component) = self.component.get_mut(last) {
                *component = Some(self.components);
            }
            if last == node {
                break;
            }
        }
        self.components += 1;
    }

    fn lower(&mut self, node: usize, to: usize) {
        if let Some(low) = self.low.get_mut(node) {
            *low = to.min(*low);
        }
    }

    fn order_of(&self, node: usize) -> Option<usize> {
        self.order.get(node).copied().flatten()
    }

    fn low_of(&self, node: usize) -> usize {
        self.low.get(node).copied().unwrap_or_default()
    }
}
