// Gatsby puts the styles that are imported here into the head of every page.
import '@datahub/charts/tokens.css';
import '@datahub/charts/charts.css';
import './src/styles/page.css';
