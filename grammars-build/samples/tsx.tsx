import React, { useState, type FC, type ReactNode } from 'react';
import * as styles from "./list.module.css";

interface Props<T> {
  items: readonly T[];
  render?: (item: T, index: number) => ReactNode;
  onSelect(item: T): void;
}

type Kind = 'small' | 'large';

export function List<T extends { id: string }>({ items, render = String as never, onSelect }: Props<T>) {
  const [selected, setSelected] = useState<T | null>(null);
  const ref = React.useRef<HTMLUListElement>(null!);
  const identity = <U,>(value: U): U => value;

  React.useEffect(() => {
    document.title = `Selected ${selected?.id ?? 'nothing'}`;
    return () => void ref.current?.focus();
  }, [selected]);

  if (items.length === 0) return <p className="empty">Nothing &mdash; yet.</p>;
  return (
    <>
      {/* One row per item. */}
      <ul ref={ref} data-count={items.length} style={{ margin: 0 }} hidden>
        {items.map((item, i) => (
          <li
            key={item.id}
            className={item === selected ? styles.active : undefined}
            onClick={(event) => {
              event.preventDefault();
              setSelected(identity(item));
              onSelect(item);
            }}
          >
            {render(item, i)} of <b>{items.length}</b>
          </li>
        ))}
      </ul>
      <Context.Provider value={{ selected, ...styles }}>
        <Grid<Kind> kind="small" {...styles} xlink:href='#a' />
      </Context.Provider>
      <div dangerouslySetInnerHTML={{ __html: location.hash }}></div>
    </>
  );
}

export const Badge: FC<{ text: string; kind?: Kind }> = ({ text, kind = 'small' }) => (
  <span className={`badge badge-${kind}`}>{text satisfies string}</span>
);

export default class Page extends React.Component<Props<never>, { open: boolean }> {
  state = { open: false };
  private toggle = (): void => this.setState((old) => ({ open: !old.open }));
  override render() {
    return this.state.open && <button type="button" onClick={this.toggle}>Close</button>;
  }
}
