/** A brush that writes SVG: the shapes that the timelines paint, as elements; well formed whatever is said. */
import { describe, expect, it } from 'vitest';
import { SvgBrush } from '../../../src/ui/timeline/draw/svg-brush.ts';

const brush = (): SvgBrush => new SvgBrush((text) => text.length * 6);

function elementsOf(painted: SvgBrush): readonly string[] {
  return painted.document(100, 50, 'A picture').split('\n').slice(3, -2);
}

describe('a brush that writes SVG', () => {
  it('writes rectangles, moved by the origin that stands', () => {
    const painted = brush();
    painted.fillStyle = '#ff0000';
    painted.fillRect(1, 2, 3.456, 4);
    painted.save();
    painted.translate(10, 20);
    painted.globalAlpha = 0.5;
    painted.fillRect(0, 0, 1, 1);
    painted.restore();
    painted.fillRect(0, 0, 2, 2);
    expect(elementsOf(painted)).toEqual([
      '<rect x="1" y="2" width="3.46" height="4" fill="#ff0000"/>',
      '<rect x="0" y="0" width="1" height="1" fill="#ff0000" opacity="0.5" transform="translate(10 20)"/>',
      '<rect x="0" y="0" width="2" height="2" fill="#ff0000"/>',
    ]);
  });

  it('strokes lines with their width and dashes, and fills circles', () => {
    const painted = brush();
    painted.strokeStyle = '#123456';
    painted.lineWidth = 1.2;
    painted.setLineDash([5, 3]);
    painted.beginPath();
    painted.moveTo(0, 0);
    painted.lineTo(10, 5);
    painted.stroke();
    painted.setLineDash([]);
    painted.beginPath();
    painted.arc(5, 5, 2);
    painted.fill();
    expect(elementsOf(painted)).toEqual([
      '<path d="M0 0L10 5" fill="none" stroke="#123456" stroke-width="1.2" stroke-dasharray="5 3"/>',
      '<path d="M3 5A2 2 0 1 1 7 5A2 2 0 1 1 3 5Z" fill="#000000"/>',
    ]);
  });

  it('keeps what is drawn inside of a clip, one within another, and lets go of both', () => {
    const painted = brush();
    painted.save();
    painted.beginPath();
    painted.rect(0, 0, 10, 10);
    painted.clip();
    painted.save();
    painted.translate(2, 2);
    painted.beginPath();
    painted.rect(0, 0, 3, 3);
    painted.clip();
    painted.fillRect(0, 0, 9, 9);
    painted.restore();
    painted.restore();
    painted.fillRect(0, 0, 1, 1);
    const file = painted.document(10, 10, '');
    expect(file).toContain('<clipPath id="clip-1"><path d="M0 0h10v10h-10Z"/></clipPath>');
    expect(file).toContain(
      '<clipPath id="clip-2" clip-path="url(#clip-1)"><path d="M0 0h3v3h-3Z" transform="translate(2 2)"/></clipPath>',
    );
    expect(elementsOf(painted)).toEqual([
      '<g clip-path="url(#clip-2)"><rect x="0" y="0" width="9" height="9" fill="#000000" transform="translate(2 2)"/></g>',
      '<rect x="0" y="0" width="1" height="1" fill="#000000"/>',
    ]);
  });

  it('sets words at the width that they were placed by, and escapes whatever is in them', () => {
    const painted = brush();
    painted.font = `600 22px 'Inter Variable', "Noto", sans-serif`;
    painted.textAlign = 'right';
    painted.textBaseline = 'middle';
    painted.fillText('<კი> & "no"\u0000', 5, 6);
    expect(elementsOf(painted)).toEqual([
      '<text x="5" y="6" font-family="\'Inter Variable\', \'Noto\', sans-serif" font-size="22" font-weight="600" text-anchor="end" textLength="144" lengthAdjust="spacingAndGlyphs" dominant-baseline="central" fill="#000000">&lt;კი&gt; &amp; &quot;no&quot;</text>',
    ]);
  });
});
