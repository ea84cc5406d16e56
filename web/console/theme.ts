import { type ThemeConfig, theme } from 'antd';
import { paletteOf, type Scheme } from '../ui/scheme.ts';

/**
 * antd in our palette. The tokens for placeholder, disabled, description and so on are named one by one because antd derives
 * greys from transparency that miss 4.5:1; the browser test measures them with axe.
 */
export const themeOf = (scheme: Scheme): ThemeConfig => {
  const p = paletteOf(scheme, false);
  return {
    algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily: 'inherit',
      fontSize: 14,
      lineHeight: 1.6,
      borderRadius: 6,
      controlHeight: 34,
      wireframe: false,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      colorPrimary: p.deep,
      colorTextLightSolid: p.onDeep,
      colorInfo: p.sea,
      colorSuccess: p.green,
      colorWarning: p.amber,
      colorError: p.seal,
      colorLink: p.sea,
      colorLinkHover: p.deep,
      colorBgBase: p.sheet,
      colorBgLayout: p.paper,
      colorBgContainer: p.sheet,
      colorBgElevated: p.sheet,
      colorText: p.ink,
      colorTextBase: p.ink,
      colorTextSecondary: p.inkSoft,
      colorTextTertiary: p.inkSoft,
      colorTextQuaternary: p.inkSoft,
      colorTextPlaceholder: p.inkSoft,
      colorTextDisabled: p.inkSoft,
      colorTextDescription: p.inkSoft,
      colorBorder: p.edge,
      colorBorderSecondary: p.line,
      colorSplit: p.line,
      controlItemBgActive: p.seaWash,
      controlItemBgHover: p.seaWash,
      controlOutline: p.seaWash,
    },
    components: {
      // The dark algorithm dulls the primary colour; a button must look like those outside antd.
      Button: {
        colorPrimary: p.deep,
        colorPrimaryHover: p.sea,
        colorPrimaryActive: p.deep,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
      },
      Table: {
        headerBg: p.paper,
        headerColor: p.inkSoft,
        rowHoverBg: p.seaWash,
        rowSelectedBg: p.seaWash,
        rowSelectedHoverBg: p.seaWash,
        cellPaddingBlock: 10,
        cellPaddingInlineMD: 12,
        headerSplitColor: 'transparent',
      },
      Tabs: { itemColor: p.inkSoft },
    },
  };
};
