import { hearTraversalFirst } from '@/lib/unsaved/traversal';

// Next runs this file before everything else of it.
hearTraversalFirst();
