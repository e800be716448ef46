import DOMPurify from "dompurify";
import React from "react";

const BANNER = "<b>New</b>";

export function Body({ comment }) {
  // ruleid: javascript.react.dangerous-html
  return <div dangerouslySetInnerHTML={{ __html: comment.body }} />;
}

export function Title({ comment }) {
  return (
    <article>
      <h1>Comment</h1>
      {comment.title &&
        // ruleid: javascript.react.dangerous-html
        <p className="text" dangerouslySetInnerHTML={{ __html: `<b>${comment.title}</b>` }}></p>}
    </article>
  );
}

export function Markdown({ text }) {
  // ruleid: javascript.react.dangerous-html
  return <div dangerouslySetInnerHTML={{ __html: marked(text) }} id="text" />;
}

export function created(comment) {
  // ruleid: javascript.react.dangerous-html
  return React.createElement("div", { dangerouslySetInnerHTML: { __html: comment.body } });
}

export function Text({ comment }) {
  // ok: javascript.react.dangerous-html
  return <div>{comment.body}</div>;
}

export function Fixed() {
  // ok: javascript.react.dangerous-html
  return <div dangerouslySetInnerHTML={{ __html: "<b>New</b>" }} />;
}

export function Constant() {
  // ok: javascript.react.dangerous-html
  return <div dangerouslySetInnerHTML={{ __html: BANNER }} />;
}

export function Cleaned({ comment }) {
  // ok: javascript.react.dangerous-html
  return <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(comment.body) }} />;
}

export function CleanedBefore({ comment }) {
  const body = DOMPurify.sanitize(marked(comment.body));
  // ok: javascript.react.dangerous-html
  return <div dangerouslySetInnerHTML={{ __html: body }} />;
}

export function Data({ data }) {
  // ok: javascript.react.dangerous-html
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(data) }} />;
}
