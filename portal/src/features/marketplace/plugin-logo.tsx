import { Avatar } from '@mantine/core';

/** A plugin's logo. As an image, the SVG runs no script and loads nothing. */
export function PluginLogo({ svg, name, size = 40 }: { svg: string | undefined; name: string; size?: number }) {
  return (
    <Avatar
      src={svg ? `data:image/svg+xml;utf8,${encodeURIComponent(svg)}` : null}
      name={name}
      alt=""
      size={size}
      radius="sm"
      styles={{ image: { objectFit: 'contain' } }}
    />
  );
}
