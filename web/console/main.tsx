import '../ui/strict.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './console.css';

createRoot(document.getElementById('app')!).render(<App />);
