import '../ui/strict.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './field.css';

createRoot(document.getElementById('app')!).render(<App />);
